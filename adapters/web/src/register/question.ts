import { computed, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';

/** What a list of cases can be filtered by, as the API calls it, in the order in which it is said. */
export const filterNames = [
  'text', 'number', 'state', 'overdue', 'due_within', 'clock', 'unit', 'role', 'deputy', 'session', 'term', 'category',
  'class', 'rating', 'key', 'origin', 'kind', 'leader', 'committee', 'level',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const orders = ['newest', 'oldest', 'due'] as const;
export type Order = (typeof orders)[number];
/** What is still to do stands among what is new; what is old is closed. */
const usualOrder: Order = 'newest';

/** What is asked of the register. */
export interface Question {
  workflow: string;
  filters: Filters;
  order: Order;
  /** Chosen by the address; otherwise by whoever looks. */
  columns: string[] | undefined;
  /** The saved view that it began with. */
  view: string | undefined;
}

const one = (value: LocationQuery[string] | undefined) => (Array.isArray(value) ? value[0] : value) ?? undefined;

export function questionOf(query: LocationQuery): Question {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = one(query[name]);
    if (value) filters[name] = value;
  }
  const order = one(query.order) as Order;
  return {
    workflow: one(query.workflow) || 'suggestion',
    filters,
    order: orders.includes(order) ? order : usualOrder,
    columns: one(query.columns)?.split(',').filter(Boolean),
    view: one(query.view),
  };
}

/** As it stands in an address: what is usual is left out, but never the workflow. */
export function queryOf({ workflow, filters, order, columns, view }: Question): Record<string, string> {
  return {
    workflow,
    ...inOrder(filters),
    ...(order === usualOrder ? {} : { order }),
    ...(columns?.length ? { columns: columns.join(',') } : {}),
    ...(view ? { view } : {}),
  };
}

/** The same filters make the same text. */
export function inOrder(filters: Filters): Filters {
  const sorted: Filters = {};
  for (const name of filterNames) if (filters[name]) sorted[name] = filters[name];
  return sorted;
}

export const isSame = (one: Filters, other: Filters) => JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));

/** `filters` with one more, or without it if it is there already; a day and another exclude each other. */
export function withFilter(filters: Filters, name: FilterName, value: string | undefined): Filters {
  const changed = { ...filters };
  if (name === 'overdue') delete changed.due_within;
  if (name === 'due_within') delete changed.overdue;
  if (value) changed[name] = value;
  else delete changed[name];
  return changed;
}

/** The question that stands in the address, and how to ask another. */
export function useQuestion() {
  const route = useRoute();
  const router = useRouter();
  const here = route.path;
  const question = shallowRef(questionOf(route.query));

  // The address already belongs to another page while this one is being left.
  watch(() => route.query, (query) => {
    if (route.path === here) question.value = questionOf(query);
  });

  /** `quietly`: without a step that one would go back to. */
  function ask(change: Partial<Question>, quietly = false): void {
    const query = queryOf({ ...question.value, ...change });
    void (quietly ? router.replace({ query }) : router.push({ query }));
  }
  const put = (name: FilterName, value: string | undefined, quietly = false) =>
    ask({ filters: withFilter(question.value.filters, name, value) }, quietly);
  const toggle = (name: FilterName, value: string) =>
    put(name, question.value.filters[name] === value ? undefined : value);
  const clear = () => ask({ filters: {}, view: undefined });

  return { question, filters: computed(() => question.value.filters), ask, put, toggle, clear };
}
