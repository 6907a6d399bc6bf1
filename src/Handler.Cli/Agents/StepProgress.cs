using Handler.Protocol;

namespace Handler.Cli.Agents;

/// <summary>
/// How far a task has come, read from what is stored of it: a step is done when its artifact is there. The numbers of the steps begin anew
/// with each message of the user. Pure.
/// </summary>
internal sealed record StepProgress(int Turn, int Done)
{
    public static StepProgress Of(AgentTask task)
    {
        var turn = Math.Max(1, (task.History ?? []).Count(message => message.Role == Role.User));
        var ids = (task.Artifacts ?? []).Select(artifact => artifact.ArtifactId).ToHashSet(StringComparer.Ordinal);
        var done = 0;
        while (ids.Contains(ArtifactId(turn, done + 1)))
        {
            done++;
        }

        return new StepProgress(turn, done);
    }

    public string ArtifactId(int step) => ArtifactId(Turn, step);

    private static string ArtifactId(int turn, int step) => $"turn-{turn}-step-{step}";
}
