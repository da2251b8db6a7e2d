package dossier.fetch;

/// How time passes for those who wait. A test hands in its own, and needs no sleep.
interface Pace {
    /// Nanoseconds from some fixed moment on.
    long nanos();

    /// Lets so many nanoseconds pass.
    void sleep(long nanos) throws InterruptedException;

    /// Time as it passes in the world.
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    };
}
