package org.kafkamqtt.journeys;

import java.nio.file.Path;
import java.util.List;
import org.kafkamqtt.sandbox.trial.Child;

/** Certificates of a test in a folder, made by openssl and keytool: every form that users keep theirs in. */
final class Pki {
    /** Of all keys and stores that are encrypted. */
    static final String PASSWORD = "secret-of-stores";

    private static final String SCRIPT =
            """
            set -e
            ec='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
            openssl req -x509 $ec -days 2 -subj /CN=test-authority -keyout ca.key -out ca.pem
            openssl req -x509 $ec -days 2 -subj /CN=another-authority -keyout other-ca.key -out other-ca.pem
            sign() { openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days $3 -extfile $2 -out $1.pem; }
            echo subjectAltName=DNS:localhost > localhost.ext
            echo keyUsage=digitalSignature > client.ext
            openssl req $ec -subj /CN=localhost -keyout server.key -out server.csr
            sign server localhost.ext 2
            cp server.key expired.key; cp server.csr expired.csr
            openssl x509 -req -in expired.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days -1 -extfile localhost.ext -out expired.pem
            openssl req $ec -subj /CN=client -keyout client.key -out client.csr
            sign client client.ext 2
            openssl x509 -req -in client.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days -1 -extfile client.ext -out client-expired.pem
            openssl req -newkey rsa:2048 -nodes -subj /CN=client -keyout rsa.key -out rsa.csr
            sign rsa client.ext 2
            openssl req -x509 $ec -days 2 -subj /CN=stranger -keyout stranger.key -out stranger.pem
            openssl pkcs8 -topk8 -in client.key -v2 aes-256-cbc -passout pass:PW -out client-pbes2.key
            openssl pkcs8 -topk8 -in client.key -v1 PBE-SHA1-3DES -passout pass:PW -out client-pbes1.key
            openssl pkcs8 -topk8 -in client.key -v2 des3 -passout pass:PW -out client-des3.key
            openssl ec -in client.key -out client-sec1.key
            openssl ec -in client.key -aes128 -passout pass:PW -out client-sec1-aes.key
            openssl pkey -in client.key -outform DER -out client.der
            openssl rsa -in rsa.key -traditional -out rsa-pkcs1.key 2>/dev/null || openssl rsa -in rsa.key -out rsa-pkcs1.key
            openssl req -newkey ed25519 -nodes -subj /CN=client -keyout ed25519.key -out ed25519.csr
            sign ed25519 client.ext 2
            cat client.pem client.key > client-both.pem
            openssl pkcs12 -export -in client.pem -inkey client.key -passout pass:PW -out client.p12
            store='-srcstorepass PW -deststorepass PW -noprompt'
            keytool -importkeystore -srckeystore client.p12 -destkeystore client.jks -deststoretype JKS $store
            trust='-importcert -noprompt -alias ca -file ca.pem -storepass PW'
            keytool $trust -keystore trust.p12 -storetype PKCS12
            keytool $trust -keystore trust.jks -storetype JKS
            openssl pkcs12 -export -in server.pem -inkey server.key -passout pass:PW -out server.p12
            mkdir trusted; cp ca.pem other-ca.pem trusted
            echo PW > password
            """
                    .replace("PW", PASSWORD);

    private final Path folder;

    private Pki(Path folder) {
        this.folder = folder;
    }

    static Pki in(Path folder) {
        try (Child made = Child.program(List.of("bash", "-c", "cd '" + folder + "'\n" + SCRIPT))) {
            Child.Ended ended = made.endInput().ended(60);
            if (ended.status() != 0) {
                throw new IllegalStateException(ended.err());
            }
        }
        return new Pki(folder);
    }

    /** The path of one of its files. */
    String file(String name) {
        return folder.resolve(name).toString();
    }
}
