using Handler.Protocol;

namespace Handler.TestKit.History;

/// <summary>What an update says, as one line: by it a committed update is found among what arrived, without knowing its sequence.</summary>
public static class UpdateKey
{
    /// <summary>The key of an update.</summary>
    public static string Of(StreamResponse update) => update switch
    {
        { StatusUpdate: { } status } => Status(status.Status.State, status.Status.Message?.Text),
        { ArtifactUpdate: { } artifact } => Artifact(artifact.Artifact.ArtifactId, artifact.Artifact.Text),
        { Task: { } task } => $"task {task.Status.State.DisplayName}",
        { Message: { } message } => $"message: {message.Text}",
        _ => "nothing",
    };

    /// <summary>The key of a status.</summary>
    public static string Status(TaskState state, string? text) => $"status {state.DisplayName}: {text}";

    /// <summary>The key of an artifact.</summary>
    public static string Artifact(string artifactId, string? text) => $"artifact {artifactId}: {text}";
}
