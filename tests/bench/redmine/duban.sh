# Sourced by beside: `duban serve` on a register of 10,000 suggestions, half of them of this year.

# Prints what load.mjs has to know.
start_duban() {
  local duban=(build/release/duban --config config/duban.toml --lang en --db "$url")
  local once place token
  build/release/duban_seed "$url" --families 10000 --congresses 1 --this-year 50 --declined 50 \
    >"$work/seed.log"
  "${duban[@]}" user add officer --role officer >/dev/null
  once=$("${duban[@]}" user password officer | grep -oE '[a-z0-9]{4}(-[a-z0-9]{4}){3}')
  start duban "${duban[@]}" serve --listen 127.0.0.1:0
  token=$(new_token "$once")
  psql -XAtq "$url" -v place="$place" -v token="$token" <<'SQL'
SELECT json_build_object('place', :'place', 'token', :'token', 'declined',
                         json_agg(json_build_object('id', id / 1000, 'version', version)))
  FROM cases WHERE state = 'declined';
SQL
}

# A script's token, as any script would get it.
new_token() { # ONE-TIME-PASSWORD
  local csrf='' wanted=chun-jiang-hua-yue-ye tomorrow
  tomorrow=$(date -u -d tomorrow +%FT%TZ)
  csrf=$(post session "{\"name\":\"officer\",\"password\":\"$1\"}" | member csrf)
  csrf=$(post session/password "{\"old\":\"$1\",\"wanted\":\"$wanted\"}" | member csrf)
  post tokens "{\"name\":\"load\",\"scopes\":[\"read\",\"write\"],\"ends_at\":\"$tomorrow\"}" |
    member token
}
post() { # PATH BODY
  curl -sSf -b "$work/cookies" -c "$work/cookies" -H "X-CSRF-Token: $csrf" \
    -H 'Content-Type: application/json' -d "$2" "$place/api/v1/$1"
}
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; } # NAME
