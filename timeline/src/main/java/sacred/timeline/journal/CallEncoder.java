package sacred.timeline.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/** Calls, tool invocations, usage and cost as members of a record. */
record CallEncoder(JsonGenerator out) {

    void calls(List<Call> calls) throws IOException {
        out.writeArrayFieldStart("calls");
        for (Call call : calls) {
            call(call);
        }
        out.writeEndArray();
    }

    private void call(Call call) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", call.index());
        out.writeStringField("provider", call.model().provider());
        out.writeStringField("model", call.model().model());
        text("model_answered", call.modelAnswered());
        out.writeStringField("role", Objects.requireNonNull(call.role(), "role"));
        out.writeNumberField("attempt", call.attempt());
        out.writeNumberField("start_ms", call.timing().startMs());
        number("ttft_ms", call.timing().ttftMs());
        number("duration_ms", call.timing().durationMs());
        usage(call.usage());
        cost(call.cost());
        text("finish", call.finish());
        out.writeStringField("status", call.status().wire());
        out.writeStringField("cache", Objects.requireNonNull(call.cache(), "cache"));
        if (call.saved().isPresent()) {
            saved(call.saved().get());
        }
        out.writeFieldName("error");
        if (call.error().isEmpty()) {
            out.writeNull();
        } else {
            failure(call.error().get());
        }
        said(call.said());
        out.writeEndObject();
    }

    /** Only what there is: most calls have none of it. */
    private void said(Said said) throws IOException {
        if (said.instance().isPresent()) {
            out.writeNumberField("instance", said.instance().getAsInt());
        }
        if (said.iteration().isPresent()) {
            out.writeNumberField("iteration", said.iteration().getAsInt());
        }
        if (said.within().isPresent()) {
            out.writeNumberField("within", said.within().getAsInt());
        }
        if (said.confidence().isPresent()) {
            out.writeNumberField("confidence", said.confidence().getAsDouble());
        }
        if (said.prompt().isPresent()) {
            out.writeStringField("prompt", said.prompt().get());
        }
        if (said.reasoning().isPresent()) {
            out.writeStringField("reasoning", said.reasoning().get());
        }
        if (said.text().isPresent()) {
            out.writeStringField("text", said.text().get());
        }
        if (!said.pace().isEmpty()) {
            pace(said.pace());
        }
    }

    private void saved(Call.Saved saved) throws IOException {
        out.writeObjectFieldStart("saved");
        out.writeStringField("at", Encoder.instant(saved.at()));
        number("input", saved.input());
        number("output", saved.output());
        text("cost_usd", saved.usd().map(BigDecimal::toPlainString));
        out.writeEndObject();
    }

    private void failure(Call.Failure failure) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", failure.kind().wire());
        out.writeStringField("message", Objects.requireNonNull(failure.message(), "message"));
        number(
                "http_status",
                failure.httpStatus().isPresent()
                        ? OptionalLong.of(failure.httpStatus().getAsInt())
                        : OptionalLong.empty());
        out.writeBooleanField("retryable", failure.retryable());
        if (!failure.sent()) {
            out.writeBooleanField("sent", false);
        }
        out.writeEndObject();
    }

    void tools(List<ToolRun> runs) throws IOException {
        out.writeArrayFieldStart("tools");
        for (ToolRun run : runs) {
            out.writeStartObject();
            out.writeStringField("name", run.name());
            verbatim("arguments", run.arguments());
            out.writeStringField("result", run.result());
            number("duration_ms", run.durationMs());
            out.writeStringField("status", Objects.requireNonNull(run.status(), "status"));
            if (run.approval().isPresent()) {
                out.writeStringField("approval", run.approval().get());
            }
            if (run.leftOut() > 0) {
                out.writeNumberField("left_out", run.leftOut());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    void usage(Usage usage) throws IOException {
        out.writeObjectFieldStart("usage");
        number("input", usage.input());
        number("output", usage.output());
        number("reasoning", usage.reasoning());
        number("cache_read", usage.cacheRead());
        number("cache_write", usage.cacheWrite());
        out.writeStringField("source", usage.source().wire());
        out.writeArrayFieldStart("flags");
        for (Usage.Flag flag : Usage.Flag.values()) {
            if (usage.flags().contains(flag)) {
                out.writeString(flag.wire());
            }
        }
        out.writeEndArray();
        if (usage.raw().isPresent()) {
            verbatim("raw", usage.raw().get());
        } else {
            out.writeNullField("raw");
        }
        out.writeEndObject();
    }

    void cost(Cost cost) throws IOException {
        text("cost_usd", cost.usd().map(BigDecimal::toPlainString));
        if (cost.usd().isPresent() && !cost.complete()) {
            out.writeBooleanField("cost_complete", false);
        }
        if (cost.listedUsd().isPresent()) {
            out.writeStringField("cost_listed_usd", cost.listedUsd().get().toPlainString());
        }
    }

    void pace(List<Pace> pace) throws IOException {
        out.writeArrayFieldStart("pace");
        for (Pace arrival : pace) {
            out.writeStartArray();
            out.writeNumber(arrival.atMs());
            out.writeNumber(arrival.characters());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    void number(String name, OptionalLong value) throws IOException {
        out.writeFieldName(name);
        if (value.isPresent()) {
            out.writeNumber(value.getAsLong());
        } else {
            out.writeNull();
        }
    }

    private void text(String name, Optional<String> value) throws IOException {
        out.writeFieldName(name);
        out.writeString(value.orElse(null));
    }

    /** A foreign document as JSON where it is an object or an array, and as a text where it is not even that. */
    private void verbatim(String name, String document) throws IOException {
        Optional<Json> json = Json.embedded(document);
        out.writeFieldName(name);
        if (json.isPresent()) {
            json.get().write(out);
        } else {
            out.writeString(document);
        }
    }
}
