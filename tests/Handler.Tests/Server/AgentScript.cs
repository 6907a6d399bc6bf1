using Handler.Server.Tasks;

namespace Handler.Tests.Server;

/// <summary>What the agent of a test does; the test sets it.</summary>
internal sealed class AgentScript
{
    public Func<RequestContext, TaskUpdater, CancellationToken, Task> Execute { get; set; } =
        async (request, task, cancel) => await task.CompleteAsync($"did {request.Text}", cancel);

    public Func<RequestContext, TaskUpdater, CancellationToken, Task>? Cancel { get; set; }

    public Func<RequestContext, TaskUpdater, CancellationToken, Task>? Resume { get; set; }
}
