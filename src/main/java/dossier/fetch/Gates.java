package dossier.fetch;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One request at a time for each host, and a pause between one and the next.
///
/// Who comes first goes first. Nobody may hold two gates at once: a redirect leaves the gate of one host before it
/// waits at the gate of the next, so that two hosts that lead to each other stop nobody.
final class Gates {
    /// Gates looked through for ones that nobody needs any more, each time so many were passed.
    private static final int SWEEP_EVERY = 512;

    /// A longer delay that a host asked for is forgotten, unless it asks again.
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    /// One host's gate. `users`, those waiting or inside, is guarded by the map; `openAt` by the lock.
    private static final class Gate {
        final Semaphore inside = new Semaphore(1, true);
        int users;
        long openAt;
    }

    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();
    private final Shelf<String, Duration> slower;
    private final AtomicLong passed = new AtomicLong();
    private final Duration delay;
    private final Pace pace;
    private final Tally tally;

    /// @param delay between the end of one request and the start of the next
    /// @param slower hosts that asked for a longer delay
    Gates(Duration delay, Shelf<String, Duration> slower, Pace pace, Tally tally) {
        this.tally = tally;
        this.delay = delay;
        this.slower = slower;
        this.pace = pace;
    }

    /// The right to ask a host; whoever has it gives it back by closing it.
    final class Pass implements AutoCloseable {
        private final String host;
        private final Gate gate;
        private boolean used = true;

        private Pass(String host, Gate gate) {
            this.host = host;
            this.gate = gate;
        }

        /// Nothing was asked after all, so that the next one need not wait.
        void unused() {
            used = false;
        }

        @Override
        public void close() {
            if (used) gate.openAt = pace.nanos() + delay(host).toNanos();
            gate.inside.release();
            leave(host);
        }
    }

    /// Waits until it is our turn to ask this host.
    Pass enter(String host) throws InterruptedException {
        long came = pace.nanos();
        Gate gate = gates.compute(host, (_, known) -> {
            Gate one = known == null ? newGate() : known;
            one.users++;
            return one;
        });
        boolean free;
        try {
            free = gate.inside.tryAcquire(0, TimeUnit.SECONDS); // The one without a time would push in.
            if (!free) gate.inside.acquire();
        } catch (InterruptedException stopped) {
            leave(host);
            throw stopped;
        }
        return waited(new Pass(host, gate), free, came);
    }

    private Pass waited(Pass pass, boolean free, long came) throws InterruptedException {
        try {
            long wait = pass.gate.openAt - pace.nanos();
            if (wait > 0) pace.sleep(wait);
            if (!free || wait > 0) tally.waited(pace.nanos() - came);
            return pass;
        } catch (InterruptedException stopped) {
            pass.unused();
            pass.close();
            throw stopped;
        }
    }

    private Gate newGate() {
        Gate gate = new Gate();
        gate.openAt = pace.nanos();
        return gate;
    }

    private void leave(String host) {
        gates.computeIfPresent(host, (_, gate) -> {
            gate.users--;
            return isNeeded(gate) ? gate : null;
        });
        if (passed.incrementAndGet() % SWEEP_EVERY == 0) sweep();
    }

    private boolean isNeeded(Gate gate) {
        return gate.users > 0 || gate.openAt - pace.nanos() > 0;
    }

    private void sweep() {
        gates.keySet().forEach(host -> gates.computeIfPresent(host, (_, gate) -> isNeeded(gate) ? gate : null));
    }

    private Duration delay(String host) {
        return slower.find(host).filter(longer -> longer.compareTo(delay) > 0).orElse(delay);
    }

    /// A host asked for a longer delay than ours.
    void slow(String host, Duration longer) {
        slower.put(host, new Shelf.Load<>(longer, FORGOTTEN_AFTER, 1));
    }

    /// How many hosts have a gate now.
    int size() {
        return gates.size();
    }
}
