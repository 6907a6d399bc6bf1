namespace Handler.Server.Storage;

/// <summary>
/// The role of the store that holds tasks: a row each with status and checkpoint, and a log of events. All that writes to a task locks its
/// row first, so the order of sequences is the order of commits.
/// </summary>
public interface ITaskStore
{
    /// <summary>This node's name in run tokens: another one at each opening of an embedded store.</summary>
    string Node { get; }

    /// <summary>Stores a task that is about to begin, with its run and its inline config, in one transaction.</summary>
    /// <returns>
    /// The task with its run; where the owner has a task of the same <see cref="NewTask.MessageDigest"/>, announced or not, that task as it
    /// stands, and nothing is written: its key says so.
    /// </returns>
    /// <exception cref="InvalidOperationException">A task of this key is there already.</exception>
    /// <exception cref="TooManyConfigsException">It comes with a config, and its owner has as many as may be.</exception>
    Task<StoredTask> CreateAsync(NewTask task, CancellationToken cancel);

    /// <summary>Reads a task that has been announced; null when there is none of this key.</summary>
    Task<StoredTask?> GetAsync(TaskKey key, CancellationToken cancel);

    /// <summary>Lists tasks, newest status first.</summary>
    Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancel);

    /// <summary>
    /// Commits what a run wrote: in one transaction locks the task, gives the sequences, writes the events and the row, and moves tail and
    /// waiting count of those lanes that read one of them; then rings the <see cref="Doorbell"/>. A cancellation that comes after the
    /// transaction has begun is not obeyed.
    /// </summary>
    Task<CommitResult> CommitAsync(TaskCommit commit, CancellationToken cancel);

    /// <summary>
    /// Begins a run of an announced task that has not ended. With <paramref name="takeOver"/>, only when the task is still run by it: so two
    /// recoveries cannot both have it. Taking over the run of a task that has ended only ends that run: the answer is
    /// <see cref="BeginRunOutcome.Ended"/>, and it is an orphan no more.
    /// </summary>
    Task<BeginRunResult> BeginRunAsync(TaskKey key, RunToken? takeOver, CancellationToken cancel);

    /// <summary>Runs whose node is gone; for an embedded store all runs of earlier openings. At most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<OrphanedRun>> ListOrphanedRunsAsync(int limit, CancellationToken cancel);

    /// <summary>Removes a task that was never announced, with its configs and lanes. Does nothing when the run is no longer this one.</summary>
    Task DropAsync(TaskKey key, RunToken run, CancellationToken cancel);

    /// <summary>
    /// Reads the log for a stream: events above <paramref name="after"/> in order, at most <paramref name="limit"/>, without those that are for
    /// one lane only.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(TaskKey key, long after, int limit, CancellationToken cancel);
}
