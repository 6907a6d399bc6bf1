using Handler.Server.Tasks;

namespace Handler.Tests.Server;

/// <summary>What the agent of a test does; the test sets it.</summary>
internal sealed class AgentScript
{
    public Func<RequestContext, TaskUpdater, CancellationToken, Task> Execute { get; set; } =
        async (request, task, cancel) => await task.CompleteAsync($"did {request.Text}", cancel);

    public Func<RequestContext, TaskUpdater, CancellationToken, Task>? Cancel { get; set; }

    public Func<RequestContext, TaskUpdater, CancellationToken, Task>? Resume { get; set; }

    /// <summary>What the executor has in its constructor to push by hand; null unless the script is <see cref="PushesByHand"/>.</summary>
    public RunPushes? Pushes { get; set; }

    public bool PushesByHand { get; set; }
}
