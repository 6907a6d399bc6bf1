using Handler.Protocol;
using Handler.Server.Tasks;

namespace Handler.Cli.Agents;

/// <summary>
/// An agent to develop against: a status and an artifact a step, then the end that the text asked for. It keeps nothing in memory that a
/// kill could take: where it stands it reads from the task.
/// </summary>
internal sealed class StepAgent(StepPlan byDefault, TimeProvider clock) : IAgentExecutor
{
    /// <inheritdoc/>
    public bool CanResume => true;

    /// <inheritdoc/>
    public async Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        var plan = StepPlan.Parse(request.Text, byDefault);
        var progress = StepProgress.Of(request.Task);
        if (!request.IsResumed && StepPlan.FaultOf(request.Text, byDefault) is { } fault)
        {
            await task.WorkingAsync(fault, cancel);
        }

        for (var step = progress.Done + 1; step <= plan.Steps; step++)
        {
            await BeginStepAsync(request, task, $"Step {step} of {plan.Steps}", cancel);
            await Task.Delay(plan.Interval, clock, cancel);
            await task.AddArtifactAsync(Result(progress.ArtifactId(step), step, plan.Steps), cancel);
        }

        await EndAsync(plan, task, cancel);
    }

    /// <summary>A step that was begun when the process was killed has said so already.</summary>
    private static Task BeginStepAsync(RequestContext request, TaskUpdater task, string text, CancellationToken cancel) =>
        request.IsResumed && request.Task.Status is { State: TaskState.Working, Message: { } said } && said.Text == text
            ? Task.CompletedTask
            : task.WorkingAsync(text, cancel);

    private static Artifact Result(string id, int step, int steps) => new()
    {
        ArtifactId = id,
        Name = $"step {step}",
        Parts = [Part.FromText($"Result of step {step} of {steps}")],
    };

    private static Task EndAsync(StepPlan plan, TaskUpdater task, CancellationToken cancel) => plan.End switch
    {
        StepEnd.Fail => task.FailAsync("Failed, as the text asked.", cancel),
        StepEnd.Reject => task.RejectAsync("Rejected, as the text asked.", cancel),
        StepEnd.Ask => task.RequireInputAsync("What should happen next? Any text goes on.", cancel),
        _ => task.CompleteAsync("Task finished successfully", cancel),
    };
}
