#!/bin/bash
# Once per installation, harmless when run again: certificates, Kibana's password, Zicht's own API key.
set -euo pipefail
certs=/usr/share/elasticsearch/config/certs
keys=/keys
url=https://elasticsearch:9200

if [ ! -f "$certs/ca/ca.crt" ]; then
  bin/elasticsearch-certutil ca --silent --pem --out /tmp/ca.zip
  unzip -q /tmp/ca.zip -d "$certs"
  printf 'instances:\n  - name: elasticsearch\n    dns: [elasticsearch, localhost]\n    ip: [127.0.0.1]\n' >/tmp/instances.yml
  bin/elasticsearch-certutil cert --silent --pem --in /tmp/instances.yml --out /tmp/certs.zip \
    --ca-cert "$certs/ca/ca.crt" --ca-key "$certs/ca/ca.key"
  unzip -q /tmp/certs.zip -d "$certs"
  chown -R 1000:0 "$certs" && find "$certs" -type f -exec chmod 640 {} +
fi
[ "${1:-}" = certificates ] && exit 0

as_elastic() { curl --silent --show-error --fail --cacert "$certs/ca/ca.crt" --user "elastic:$(cat /run/secrets/elastic_password)" --header 'Content-Type: application/json' "$@"; }
until as_elastic "$url/_cluster/health?wait_for_status=yellow&timeout=5s" >/dev/null 2>&1; do sleep 3; done

as_elastic --request POST "$url/_security/user/kibana_system/_password" --data "{\"password\":\"$(cat /run/secrets/kibana_password)\"}" >/dev/null
if [ ! -s "$keys/zicht_api_key" ]; then
  answer=$(as_elastic --request POST "$url/_security/api_key" --data '{"name":"zicht","role_descriptors":{"zicht":{"cluster":["monitor"],"indices":[{"names":["zicht-*"],"privileges":["all"]}]}}}')
  sed -n 's/.*"encoded":"\([^"]*\)".*/\1/p' <<<"$answer" >"$keys/zicht_api_key"
  chown 10001:10001 "$keys/zicht_api_key" && chmod 400 "$keys/zicht_api_key"
fi
echo "Elasticsearch is set up."
