package sacred.app.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;

/** Every key here is made up, and put together so that no scanner of repositories takes it for one. */
class SuspicionTest {

    private static final String RANDOM = "9aK2mPq7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLsQuE";

    private static final List<String> KEYS = List.of(
            "sk-" + RANDOM + "T3BlbkFJ",
            "sk-" + "proj-" + RANDOM + "_x-" + RANDOM,
            "sk-" + "or-v1-" + "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "sk-" + "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "sk-" + "ant-api03-" + RANDOM + "-AA",
            "sk_" + "live_" + RANDOM,
            "gsk_" + RANDOM + "abcdefgh",
            "AIza" + "SyD" + RANDOM.substring(0, 32),
            "ghp_" + RANDOM,
            "gho_" + RANDOM,
            "github_" + "pat_11ABCDEFG0" + RANDOM,
            "xoxb" + "-123456789012-1234567890123-" + RANDOM,
            "AKIA" + "Q3EGRPJ7WXYZ2BCD",
            "glpat-" + RANDOM.substring(0, 20),
            "hf_" + RANDOM,
            "npm_" + RANDOM,
            "xai-" + RANDOM + RANDOM,
            "pplx-" + RANDOM,
            "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx7mNq3rT5vB8\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN " + "PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n-----END PRIVATE KEY-----",
            "-----BEGIN " + "OPENSSH PRIVATE KEY-----\r\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\r\n",
            "-----BEGIN "
                    + "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIEowIBAAKCAQEAx7mNq3rT5vB8",
            "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P");

    static final List<String> HARMLESS = List.of(
            "Explain sk-learn to me.",
            "pip install sk-learn-contrib-extensions-for-everybody",
            "The CSS class sk-folding-cube-with-a-very-long-name-indeed spins.",
            "task-0123456789abcdef0123456789abcdef is done",
            "disk-9aK2mPq7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLsQ is full",
            "sk-your-api-key-goes-here-1234567890",
            "export OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxx1",
            "OPENAI_API_KEY=sk-...",
            "OPENAI_API_KEY=\"sk-****************************abcd\"",
            "Keys begin with sk-ant-api03- or sk-proj- and are secret.",
            "sk-2024-01-quarterly-report-of-the-team",
            "What does gsk_ mean at the beginning of a key?",
            "gsk_configuration_of_the_application_v2",
            "The variable hf_transformers_tokenizer_fast_2 is unused.",
            "hf_hub_download(repo_id, filename)",
            "ghp_ is the prefix of personal access tokens of GitHub.",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "github_pat_ tokens are fine-grained",
            "github_pattern_matching_in_the_configuration_file",
            "xox are hugs and kisses, xoxo-everybody-everywhere",
            "AKIAIOSFODNN7EXAMPLE is in every manual of AWS.",
            "AKIA is the beginning",
            "AKIANOTQUITE",
            "glpat-xxxxxxxxxxxxxxxxxxxx",
            "glpat-your-token-here-please-1",
            "AIza is how keys of Google begin.",
            "AIzawa-san met Tanaka-san in the summer of 2024 in Kyoto.",
            "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTES",
            "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7w",
            "How do I read a file that begins with -----BEGIN RSA PRIVATE KEY-----?",
            "if (line.equals(\"-----BEGIN PRIVATE KEY-----\")) return true;",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAdFiEE9aK2mPq7Rt4Xw8Zb3Nc6Vd1Yf5Hg",
            "A JWT is eyJhbGciOi... with three parts.",
            "eyJ is base64 of {\" and begins every JSON web token",
            "eyJhbGciOiJIUzI1NiJ9",
            "commit 3f786850e387550fdab836ed7e6dc881de23001b",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "integrity sha512-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wCqQ==",
            "md5 d41d8cd98f00b204e9800998ecf8427e",
            "550e8400-e29b-41d4-a716-446655440000",
            "urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
            "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24=",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://example.com/a?utm_source=newsletter_2024_11&id=AIz0123456789",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3vT0y5lq0Qm9q8 me@host",
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7w0aK2mPq7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLsQ",
            "arn:aws:iam::123456789012:role/Admin",
            "i-0abcdef1234567890 and vpc-0123456789abcdef0",
            "jdbc:postgresql://localhost:5432/db",
            "docker pull registry/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "go.sum h1:9aK2mPq7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLsQ=",
            "\"resolved\": \"https://registry.npmjs.org/a/-/a-1.0.0.tgz\"",
            "npm_config_registry=https://registry.example.com",
            "npm_lifecycle_event and npm_package_version",
            "pypi-server runs on port 8080; pypi-mirror-of-the-institute too",
            "xai-grok is a model of xAI",
            "pplx-70b-online answers with sources",
            "SG.com is a domain, SG. is short for Singapore.",
            "SGML.is.an.old.language",
            "The quick brown fox jumps over the lazy dog.",
            "for (int i = 0; i < 10; i++) { sum += values[i] * 0xDEADBEEF; }",
            "const rk_live_view = document.getElementById('sk_live_preview_of_the_page');",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "bitcoin 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
            "Wie geht es dir? 你好吗？ ¿Qué tal?",
            "ISBN 978-3-16-148410-0, IBAN DE89370400440532013000",
            "aws_secret_access_key = <your key>");

    private static Suspicion knowing(String name, String value) {
        return new Suspicion(Secrets.of(List.of(new Secrets.Named("key of " + name, new Secret(value)))));
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void whatLooksLikeAKeyIsFoundAndNotRepeated(String key) {
        for (String around : List.of("%s", "My key is %s.", "KEY=\"%s\"", "a\nAuthorization: Bearer %s\nb")) {
            Optional<Suspicion.Found> found = Suspicion.OF_SHAPES.inPrompt(around.formatted(key));

            assertTrue(found.isPresent(), around.formatted(key));
            assertFalse(found.get().ours());
            assertFalse(
                    found.get().sentence().contains(key.substring(4)),
                    found.get().sentence());
        }
    }

    @ParameterizedTest
    @FieldSource("HARMLESS")
    void ordinaryTextRaisesNoAlarm(String text) {
        assertEquals(Optional.empty(), Suspicion.OF_SHAPES.inPrompt(text));
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void whereAKeyStandsIsKnownFromItsBeginningToItsEnd(String key) {
        List<Suspicion.Place> places = Suspicion.keysIn("it is " + key + ", yes");

        assertTrue(
                places.stream().anyMatch(place -> place.start() == 6 && place.end() >= 6 + key.length()),
                places.toString());
    }

    @Test
    void aPrivateKeyStandsUntilItSaysThatItEnds() {
        String key = "-----BEGIN " + "PRIVATE KEY-----\n" + RANDOM + "\n" + RANDOM + "\n-----END " + "PRIVATE KEY-----";

        assertEquals(List.of(new Suspicion.Place(2, 2 + key.length())), Suspicion.keysIn("a " + key + " b"));
        assertEquals(List.of(new Suspicion.Place(2, 90)), Suspicion.keysIn(("a " + key + " b").substring(0, 90)));
    }

    @Test
    void theHarmlessTextsAreManyAndHarmlessTogether() {
        assertTrue(HARMLESS.size() >= 60, "only " + HARMLESS.size());
        assertEquals(Optional.empty(), Suspicion.OF_SHAPES.inPrompt(String.join("\n", HARMLESS)));
    }

    @Test
    void aSecretOfOursIsFoundWhateverItLooksLike() {
        Suspicion suspicion = knowing("mistral", "q7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLs9aK2m");

        Suspicion.Found found =
                suspicion.inPrompt("it is q7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLs9aK2m.").orElseThrow();

        assertTrue(found.ours());
        assertEquals(
                "The prompt contains the key of mistral; it is never sent, [key of mistral] stands in its place.",
                found.sentence());
    }

    @Test
    void besideASecretOfOursAnotherIsNotOverlooked() {
        Suspicion suspicion = knowing("openai", KEYS.getFirst());

        String sentence = suspicion
                .inPrompt(KEYS.getFirst() + " " + KEYS.get(8))
                .orElseThrow()
                .sentence();

        assertTrue(sentence.contains("key of openai") && sentence.contains("token of GitHub"), sentence);
    }

    @Test
    void whatIsKeptInAFileHasNoSecretOfOursAndNothingThatLooksLikeAKey() {
        Suspicion suspicion = knowing("openai", KEYS.getFirst());

        assertEquals(Optional.of("my [key of openai]"), suspicion.keepable("my " + KEYS.getFirst()));
        assertEquals(Optional.empty(), suspicion.keepable("his " + KEYS.get(1)));
        assertEquals(Optional.of("a"), suspicion.keepable("a"));
    }

    @Test
    void aLongTextIsLookedThroughInTimeProportionalToIt() {
        List<String> hard = List.of(
                "sk-".repeat(400_000),
                "eyJ".repeat(400_000),
                "-----BEGIN RSA PRIVATE KEY-----\n".repeat(30_000),
                "a".repeat(1_000_000),
                "xoxb-".repeat(200_000));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> hard.forEach(Suspicion.OF_SHAPES::inPrompt));
    }
}
