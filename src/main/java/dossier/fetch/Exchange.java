package dossier.fetch;

import dossier.fetch.Http.Told;
import dossier.model.Bytes;
import dossier.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.Closer;

/// One request on its way, and how far it came: so that trouble can be told with where it struck.
final class Exchange {
    /// Of a body that is not for us this much is read, to keep the connection; for more, a new one is cheaper.
    private static final int DRAINED = 64 * 1024;

    private final Http http;
    private final Http.Ask ask;
    private final HttpGet request;
    private final HttpClientContext context;
    private final Ration ration;
    private volatile Optional<Trouble.Limit> over = Optional.empty();
    private int status;
    private long bytes;
    private long length = -1;

    Exchange(Http http, Http.Ask ask) {
        this.http = http;
        this.ask = ask;
        this.request = new HttpGet(ask.to().uri());
        this.ration = http.ration();
        this.context = HttpClientContext.create();
        context.setCookieStore(ask.cookies());
        ask.headers().forEach(request::setHeader);
    }

    /// Asks, and reads the answer to its end.
    Told run() {
        Future<?> headers = http.later(() -> end(Trouble.Limit.HEADERS), Trouble.patience(http.settings()));
        Future<?> whole = http.later(() -> end(Trouble.Limit.WHOLE), ask.patience());
        try {
            ClassicHttpResponse response = http.open(ask.to(), request, context);
            headers.cancel(false);
            return new Told(read(response), bytes);
        } catch (IOException | RuntimeException trouble) {
            if (Thread.currentThread().isInterrupted()) throw Stopped.here();
            return new Told(Trouble.of(trouble, where()), bytes);
        } finally {
            headers.cancel(false);
            whole.cancel(false);
            ration.close();
        }
    }

    private Trouble.Where where() {
        return new Trouble.Where(
                ask.to(), context.getEndpointDetails() != null, status, bytes, length, over, http.settings());
    }

    /// Closing a connection may itself wait for the other side, and the watchdog has others to look after.
    private void end(Trouble.Limit limit) {
        over = Optional.of(limit);
        Thread.startVirtualThread(request::cancel);
    }

    private Outcome read(ClassicHttpResponse response) throws IOException {
        try {
            status = response.getCode();
            Headers headers = Headers.of(response.getHeaders());
            HttpEntity entity = response.getEntity();
            return status >= 200 && status < 300 ? withBody(headers, entity) : withoutBody(headers, entity);
        } finally {
            Closer.closeQuietly(response);
        }
    }

    private Outcome withoutBody(Headers headers, HttpEntity entity) {
        try {
            if (entity != null && !gather(entity, new Tub(DRAINED, entity.getContentLength(), ration), false))
                request.cancel();
        } catch (IOException nothingOfValueIsLost) {
            request.cancel();
        }
        return new Outcome.Answered(status, headers, Bytes.NONE);
    }

    private Outcome withBody(Headers headers, HttpEntity entity) throws IOException {
        Optional<String> unfit = ask.errand().unfit().apply(headers);
        if (unfit.isPresent()) return hungUp(unfit.get());
        if (entity == null) return new Outcome.Answered(status, headers, Bytes.NONE);
        Errand.Limit limit = ask.errand().limit();
        length = entity.getContentLength();
        if (length > limit.bytes() && !limit.cut()) return hungUp("is larger than %,d bytes".formatted(limit.bytes()));
        Tub tub = new Tub(limit.bytes(), length, ration);
        if (!gather(entity, tub, limit.cut())) return hungUp("is larger than %,d bytes".formatted(limit.bytes()));
        byte[] body =
                coding().undo(tub.bytes(), headers.joined("content-encoding").orElse(""));
        return new Outcome.Answered(status, headers, Bytes.of(body));
    }

    private Coding coding() {
        FetchSettings.Limits limits = http.settings().limits();
        return new Coding(limits.bytes(), limits.ratio(), ration);
    }

    /// What is still on its way is not wanted.
    private Outcome hungUp(String reason) {
        request.cancel();
        return new Outcome.Broken(status, Fault.HARD, reason);
    }

    /// False where there is more than goes into the tub.
    private boolean gather(HttpEntity entity, Tub tub, boolean cut) throws IOException {
        InputStream in = entity.getContent();
        if (in == null) return true;
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            bytes += n;
            if (tub.add(chunk, n)) continue;
            if (cut) tub.fill(chunk, n);
            if (cut) request.cancel();
            return cut;
        }
        return true;
    }
}
