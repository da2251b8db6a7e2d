package dossier.model;

import java.util.List;

/// What came of asking for a list of outlets.
public sealed interface Listed {
    /// The list that was asked for.
    OutletList list();

    /// What it names now.
    record Named(OutletList list, List<Subscription> subscriptions) implements Listed {
        public Named {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /// It could not be had or read. The reason is a sentence for the operator.
    record Unreadable(OutletList list, String reason) implements Listed {}
}
