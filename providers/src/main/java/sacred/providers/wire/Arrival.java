package sacred.providers.wire;

import java.net.http.HttpResponse.ResponseInfo;

/** What the network hands to a waiting caller. */
sealed interface Arrival {

    record Headers(ResponseInfo info) implements Arrival {}

    record Bytes(byte[] bytes) implements Arrival {}

    record End() implements Arrival {}

    record Broken(Throwable cause) implements Arrival {}
}
