# Sourced by beside: Redmine as Debian packs it, in production mode behind puma.

# Prints what load.mjs has to know.
start_redmine() {
  local tree=$work/redmine place key
  local in_tree=(env -C "$tree" RAILS_ENV=production BUNDLE_SILENCE_ROOT_WARNING=1 bundle exec)
  copy_tree "$tree"
  createdb redmine
  "${in_tree[@]}" rake db:migrate >"$work/migration.log"
  key=$("${in_tree[@]}" rails runner "$PWD/$here/issues.rb")
  start puma "${in_tree[@]}" puma --config "$PWD/$here/puma.rb"
  psql -XAtq redmine -v place="$place" -v key="$key" <<'SQL'
SELECT json_build_object('place', :'place', 'key', :'key', 'fresh',
                         json_agg(json_build_object('id', id)))
  FROM issues WHERE status_id = 1;
SQL
}

# A tree of its own: Redmine is set up by files inside it, and the machine's stays as it is.
copy_tree() { # TREE
  local instance=$1/instances/default
  cp -r /usr/share/redmine "$1"
  rm "$1"/{instances,Gemfile.lock,config/database.yml}
  mkdir -p "$instance"/{config,files,log,tmp,public/plugin_assets}
  sed -i "s#/usr/share/redmine#$1#" "$1/Gemfile"
  echo "gem 'puma'" >"$1/Gemfile.local"
  echo 'config.log_level = :warn' >"$1/config/additional_environment.rb"
  printf '%064d\n' 1 >"$instance/config/secret_key.txt"
  # Server and user are those of libpq's variables; each thread of a worker has a connection.
  cat >"$instance/config/database.yml" <<'YAML'
production:
  adapter: postgresql
  database: redmine
  pool: 16
YAML
}
