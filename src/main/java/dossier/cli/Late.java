package dossier.cli;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Made when it is first asked for: what a command does not use costs it nothing.
final class Late<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Late(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T result = made.orElseGet(maker);
        made = Optional.of(result);
        return result;
    }

    synchronized void ifMade(Consumer<T> then) {
        made.ifPresent(then);
    }
}
