using Handler.Protocol;
using Handler.Server.Tasks;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>
/// Works in steps, one status and one artifact each, and notes each after its commit. The process's id in the texts makes them unlike those of another
/// life of the agent.
/// </summary>
internal sealed class WitnessedAgent(WitnessedAgentSettings settings, WitnessFile witness, TimeProvider clock) : IAgentExecutor
{
    public bool CanResume => true;

    public async Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        for (var step = (request.Task.Artifacts?.Count ?? 0) + 1; step <= settings.Steps; step++)
        {
            var text = $"{step} of {settings.Steps}, process {Environment.ProcessId}";
            await task.WorkingAsync(text, cancel);
            witness.Committed(task.TaskId, UpdateKey.Status(TaskState.Working, text));
            await Task.Delay(settings.Interval, clock, cancel);

            var artifact = new Artifact { ArtifactId = $"result-{step}", Parts = [Part.FromText(text)] };
            await task.AddArtifactAsync(artifact, cancel);
            witness.Committed(task.TaskId, UpdateKey.Artifact(artifact.ArtifactId, text));
        }

        var last = $"done, process {Environment.ProcessId}";
        await task.CompleteAsync(last, cancel);
        witness.Committed(task.TaskId, UpdateKey.Status(TaskState.Completed, last));
    }
}
