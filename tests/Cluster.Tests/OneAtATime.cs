// Each test starts a cluster of its own: two at a time would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
