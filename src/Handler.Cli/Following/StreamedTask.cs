using System.Text;
using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>
/// What a stream has told of its task, added up update by update. A task may come whole at any time, with texts that its updates brought
/// before: each is given once.
/// </summary>
/// <param name="isKnown">
/// The first whole task is as the user's message found it, so the user has read it before. Other agents may give it as it then is; if it
/// settles there, it is the only word that comes, and is told.
/// </param>
internal sealed class StreamedTask(bool isKnown = false)
{
    // What was read of each artifact.
    private readonly Dictionary<string, StringBuilder> _artifacts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private bool _isKnown = isKnown;

    public string? Id { get; private set; }

    public string? ContextId { get; private set; }

    public TaskState? State { get; private set; }

    /// <summary>It has ended or waits for somebody: nothing is left to follow.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Takes an update in, and gives what is to be read in it that was not there before.</summary>
    public IReadOnlyList<StreamedText> Take(StreamResponse update)
    {
        Id = update.TaskId ?? Id;
        ContextId = update.ContextId ?? ContextId;
        State = update.State ?? State;
        IsSettled = Settling.IsSettling(update);
        return [.. Texts(update).Where(text => text.Text.Length > 0)];
    }

    private List<StreamedText> Texts(StreamResponse update) => update switch
    {
        { Task: { } task } => Whole(task),
        { ArtifactUpdate: { } made } => [Chunk(made)],
        { StatusUpdate.Status.Message: { } said } => [Said(said)],
        { Message: { } answer } => [Said(answer)],
        _ => [],
    };

    private List<StreamedText> Whole(AgentTask task)
    {
        List<StreamedText> unread =
        [
            .. (task.Artifacts ?? []).Select(Unread),
        ];
        if (task.Status.Message is { } said && !_messages.Contains(said.MessageId))
        {
            unread.Add(Said(said));
        }

        var isOld = _isKnown && !IsSettled;
        _isKnown = false;
        return isOld ? [] : unread;
    }

    /// <summary>What a whole artifact has beyond what was read of it: the pieces that came while nobody listened. Nothing of one that was made anew.</summary>
    private StreamedText Unread(Artifact artifact)
    {
        var isBegun = _artifacts.TryGetValue(artifact.ArtifactId, out var read);
        var (text, before) = (artifact.Text, read?.ToString() ?? "");
        var rest = text.StartsWith(before, StringComparison.Ordinal) ? text[before.Length..] : "";
        Read(artifact.ArtifactId, rest, appends: isBegun);
        return new StreamedText(rest, artifact.ArtifactId, Appends: isBegun);
    }

    private StreamedText Chunk(TaskArtifactUpdateEvent made)
    {
        Read(made.Artifact.ArtifactId, made.Artifact.Text, made.Append);
        return new StreamedText(made.Artifact.Text, made.Artifact.ArtifactId, made.Append, made.LastChunk);
    }

    private void Read(string artifactId, string text, bool appends)
    {
        if (!_artifacts.TryGetValue(artifactId, out var read))
        {
            _artifacts.Add(artifactId, read = new StringBuilder());
        }

        if (!appends)
        {
            read.Clear();
        }

        read.Append(text);
    }

    private StreamedText Said(Message message)
    {
        _messages.Add(message.MessageId);
        return new StreamedText(message.Text, IsWhole: true);
    }
}
