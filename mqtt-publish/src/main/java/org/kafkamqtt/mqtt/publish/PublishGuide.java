package org.kafkamqtt.mqtt.publish;

import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.mqtt.options.ConnectionOptions;

/** What the help of {@code mqtt-publish} shows besides its options. */
final class PublishGuide {
    private PublishGuide() {}

    static Guide guide() {
        return ConnectionOptions.values(Guide.of())
                .essentials("-h", "-p", "-t", "-m", "-l", "-f", "-J", "-q", "-r", "-u", "--pw-file", "--progress")
                .example("mqtt-publish -t home/door -m open")
                .example("mqtt-publish -h broker -t log -q 1 -l < lines.txt")
                .example("mqtt-subscribe -t 'home/#' -J | mqtt-publish -h other -J")
                .example("mqtt-publish -L mqtts://user@broker/state -r -f state.json --pw-file secret")
                .example(
                        "mqtt-publish -t load/test -q 1 --generate '{\"n\":${i},\"t\":${now}}' --rate 500/s --count 10000")
                .status(
                        ExitStatus.PARTIAL,
                        "some messages failed, the others arrived; a message has no subscriber (--fail-if-unheard)")
                .status(ExitStatus.UNAUTHORISED, "not authenticated, or with -V 5: all messages were denied")
                .status(ExitStatus.NOT_FOUND, "the broker refused the subscription of --wait-reply")
                .page("docs/mqtt-publish.md")
                .topic("template", "Templates", "For --generate.", Template.tokens());
    }
}
