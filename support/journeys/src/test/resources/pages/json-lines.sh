# Has each tool write each of its JSON lines into a file DEFINITION.WHAT, of docs/reference/json-lines.schema.json.
set -eo pipefail
topic=json-lines
pub() { mqtt-publish -p "$MQTT_PORT" "$@"; }
sub() { mqtt-subscribe -p "$MQTT_PORT" "$@"; }

cat >input <<'RECORDS'
{"key":"a","value":"1","timestamp":1700000000000,"headers":[{"key":"h","value":"1"},{"key":"h","value":null},{"key":"b","value":"//79","encoding":"base64"}]}
{"key":"/w==","keyEncoding":"base64","value":"AP/+","valueEncoding":"base64"}
{"key":"b","value":null}
{"key":null,"value":"","partition":1}
RECORDS
kafka-producer -t $topic --create 2 -J --report-json --summary json <input >record.reports 2>producerSummary.run
kafka-producer -t $topic -J --dry-run <input >dryRun.run
kafka-producer -t $topic --explain-partition a >explanation
echo '{"key":"k","value":"x","partition":9,"timestamp":5}' | kafka-producer -t $topic -J -q --on-error ./failedRecord.kept || [ $? = 3 ]

kafka-consumer -e -J --verify-balancer crc32 $topic >record.misplaced 2>/dev/null || [ $? = 3 ]
kafka-consumer -e -J -g $topic --dedupe key --summary json $topic >record.read 2>consumerSummary.dedupe
kafka-consumer -e -J --lag --lag-interval 1m $topic 2>lagWatch.run >/dev/null
kafka-consumer -e --stats $topic 2>stats.run >/dev/null
kafka-consumer -e --exec 'cat >>record.batch' --exec-batch 2 $topic
kafka-consumer -e --into 'n=0; while IFS= read -r l; do echo "$l" >>record.into; n=$((n + 1)); echo $n; done' $topic
kafka-consumer -e -g $topic-dead --exec false --exec-retries 0 --dead-letter ./record.dead.jsonl -q $topic || [ $? = 3 ]
kafka-consumer groups --json $topic >group.view
kafka-consumer groups describe --json $topic >groupDescription.view
kafka-consumer lag --json $topic >groupLag.view
kafka-consumer lag --watch --max 1000 --json $topic >groupLagWatch.view
kafka-consumer groups reset $topic --to earliest --execute --undo groupOffset.undo --json -q >groupReset.view
kafka-consumer groups delete $topic --offsets $topic --yes --json >groupReset.deleted
kafka-consumer groups delete $topic-dead --yes --json -q >groupDeleted.view
kafka-consumer offsets --json $topic >offsets.view
kafka-consumer offsets --json --at -1h $topic >offsets.at

sub -c -i $topic -q 1 -t "$topic/#" -E
printf '\377\n{"a": 1}\n\ntext\n' | pub -t $topic/a -q 1 -l --summary json 2>publishSummary.run
sub -c -i $topic -q 1 -t "$topic/#" -C 4 -W 30 -J --summary json >message.read 2>subscribeSummary.run
pub -t $topic/a -q 1 -m '{"a": 1}' -r
sub -t "$topic/#" -C 1 -W 30 -F %J >messageWithJson.read
sub -t "$topic/#" -C 1 -W 30 --count-by-topic -J >topicCount.read
sub -c -i $topic -q 1 -t "$topic/#" -C 1 -W 30 --into 'n=0; while IFS= read -r l; do echo "$l" >>message.into; n=$((n + 1)); echo $n; done'

balancer list --json >balancer.list
balancer simulate --balancer murmur2,round-robin --partitions 3 --zipf 1 --keys 10 --records 100 --json >simulation.run
rm -f input explanation
