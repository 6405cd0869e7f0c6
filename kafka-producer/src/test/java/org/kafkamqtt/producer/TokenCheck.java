package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/** The broker's side of a login with a token: takes one token and no other. */
public final class TokenCheck implements AuthenticateCallbackHandler {
    private static final long ISSUED = System.currentTimeMillis() / 1000 - 60;
    private static final long EXPIRES = ISSUED + 3600;

    /** The token, in the form that the client wants of one. */
    static String token() {
        String claims = "{\"sub\":\"client\",\"scope\":\"kafka\",\"iat\":" + ISSUED + ",\"exp\":" + EXPIRES + "}";
        return part("{\"alg\":\"none\"}") + "." + part(claims) + "." + part("signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {}

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerValidatorCallback validation)) {
                throw new UnsupportedCallbackException(callback);
            }
            if (validation.tokenValue().equals(token())) {
                validation.token(new Known());
            } else {
                validation.error("invalid_token", null, null);
            }
        }
    }

    @Override
    public void close() {}

    /** The token that is taken. */
    private static final class Known implements OAuthBearerToken {
        @Override
        public String value() {
            return token();
        }

        @Override
        public Set<String> scope() {
            return Set.of("kafka");
        }

        @Override
        public long lifetimeMs() {
            return EXPIRES * 1000;
        }

        @Override
        public String principalName() {
            return "client";
        }

        @Override
        public Long startTimeMs() {
            return ISSUED * 1000;
        }
    }
}
