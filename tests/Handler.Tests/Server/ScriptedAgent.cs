using Handler.Server.Tasks;

namespace Handler.Tests.Server;

/// <summary>An executor that does what its script says.</summary>
internal sealed class ScriptedAgent(AgentScript script) : IAgentExecutor
{
    public bool CanResume => script.Resume is not null;

    public Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => script.Execute(request, task, cancel);

    public Task ResumeAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => script.Resume!(request, task, cancel);

    public Task CancelAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) =>
        script.Cancel is { } act ? act(request, task, cancel) : task.CancelAsync("canceled on request", cancel);
}
