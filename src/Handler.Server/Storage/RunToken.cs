namespace Handler.Server.Storage;

/// <summary>
/// The right to write to a task: the node that runs it, and the number of the run. Each commit names it; a run that was taken over
/// or ended in the meantime is refused, so a frozen process that thaws changes nothing.
/// </summary>
/// <param name="Node">The running node, see <see cref="ITaskStore.Node"/>.</param>
/// <param name="Epoch">Raised by one at each beginning of a run of this task.</param>
public readonly record struct RunToken(string Node, long Epoch);
