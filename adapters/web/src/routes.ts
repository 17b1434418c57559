import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';

import { signedIn, who } from './session/session';
import { t } from './words/words';

declare module 'vue-router' {
  interface RouteMeta {
    /** Its title: a key of the words. */
    title: string;
    /** Anybody may see it. */
    open?: boolean;
    /** Shown alone, without what stands around the pages. */
    bare?: boolean;
  }
}

const administration: RouteRecordRaw[] = [
  { path: '', redirect: '/administration/people' },
  { path: 'people', component: () => import('./administration/PeoplePage.vue'), meta: { title: 'administration.people' } },
  { path: 'units', component: () => import('./administration/UnitsPage.vue'), meta: { title: 'administration.units' } },
  { path: 'deputies', component: () => import('./administration/DeputiesPage.vue'), meta: { title: 'administration.deputies' } },
  { path: 'levels', component: () => import('./administration/LevelsPage.vue'), meta: { title: 'administration.levels' } },
  { path: 'sessions', component: () => import('./administration/SessionsPage.vue'), meta: { title: 'administration.sessions' } },
  { path: 'calendars', component: () => import('./administration/CalendarsPage.vue'), meta: { title: 'administration.calendars' } },
  { path: 'regulation', component: () => import('./administration/RegulationPage.vue'), meta: { title: 'administration.regulation' } },
  { path: 'audit', component: () => import('./administration/AuditPage.vue'), meta: { title: 'administration.audit' } },
  { path: 'system', component: () => import('./administration/SystemPage.vue'), meta: { title: 'administration.system' } },
];

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
  routes: [
    { path: '/', component: () => import('./home/HomePage.vue'), meta: { title: 'home.title' } },
    { path: '/cases', component: () => import('./register/RegisterPage.vue'), meta: { title: 'register.title' } },
    { path: '/cases/:id', component: () => import('./case/CasePage.vue'), props: true, meta: { title: 'case.title' } },
    { path: '/registration', component: () => import('./registration/RegistrationPage.vue'), meta: { title: 'registration.title' } },
    { path: '/registration/import', component: () => import('./registration/ImportPage.vue'), meta: { title: 'registration.import' } },
    { path: '/hand-over', component: () => import('./registration/HandOverPage.vue'), meta: { title: 'registration.hand_over' } },
    { path: '/figures', component: () => import('./figures/FiguresPage.vue'), meta: { title: 'figures.title' } },
    { path: '/administration', component: () => import('./administration/AdministrationRoom.vue'), children: administration, meta: { title: 'administration.title' } },
    { path: '/account', component: () => import('./account/AccountPage.vue'), meta: { title: 'account.title' } },
    { path: '/print/:sheet', component: () => import('./print/PrintPage.vue'), props: true, meta: { title: 'print.title', bare: true } },
    { path: '/sign-in', component: () => import('./session/SignInPage.vue'), meta: { title: 'session.sign_in', open: true, bare: true } },
    { path: '/first-run', component: () => import('./session/FirstRunPage.vue'), meta: { title: 'session.first_run', bare: true } },
    { path: '/:anything(.*)*', component: () => import('./session/NotHerePage.vue'), meta: { title: 'session.not_here' } },
  ],
});

/** Where whoever comes has to go first. */
router.beforeEach((to) => {
  if (to.meta.open) return true;
  if (!signedIn.value || who.value!.must_change) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  // Nobody works in a register that has no congress yet.
  if (!who.value!.congress && to.path !== '/first-run' && !to.path.startsWith('/administration')) return '/first-run';
  return true;
});

/** The title of the window; `more`: of what the page is about. */
export function entitle(title: string, more = ''): void {
  document.title = [more, t(title), t('session.duban')].filter(Boolean).join(' · ');
}

const renewed = 'duban.renewed';

// After an upgrade a window that stood open asks for files that are gone: all of it is read anew, once.
router.onError((failure: Error, to) => {
  if (sessionStorage.getItem(renewed) === to.fullPath) throw failure;
  sessionStorage.setItem(renewed, to.fullPath);
  location.assign(to.fullPath);
});

router.afterEach((to) => {
  sessionStorage.removeItem(renewed);
  entitle(to.meta.title);
});
