using Handler.Server.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server;

/// <summary>An executor that does what its script says.</summary>
internal sealed class ScriptedAgent : IAgentExecutor
{
    private readonly AgentScript _script;

    public ScriptedAgent(AgentScript script, IServiceProvider services)
    {
        _script = script;
        if (script.PushesByHand)
        {
            script.Pushes = services.GetRequiredService<RunPushes>();
        }
    }

    public bool CanResume => _script.Resume is not null;

    public Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => _script.Execute(request, task, cancel);

    public Task ResumeAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) => _script.Resume!(request, task, cancel);

    public Task CancelAsync(RequestContext request, TaskUpdater task, CancellationToken cancel) =>
        _script.Cancel is { } act ? act(request, task, cancel) : task.CancelAsync("canceled on request", cancel);
}
