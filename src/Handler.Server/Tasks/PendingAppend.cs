using System.Text;
using Handler.Protocol;

namespace Handler.Server.Tasks;

/// <summary>Text for one artifact that is still being merged.</summary>
internal sealed class PendingAppend : IDisposable
{
    /// <summary>At this many characters it is committed whatever the time.</summary>
    private const int MostChars = 64 * 1024;

    private readonly StringBuilder _text;
    private readonly CancellationTokenSource _flushed = new();

    public PendingAppend(QueuedEvent first, TimeSpan window, TimeProvider time)
    {
        ArtifactId = first.ArtifactId!;
        TraceParent = first.TraceParent;
        _text = new StringBuilder(first.Text);
        Window = window > TimeSpan.Zero ? Task.Delay(window, time, _flushed.Token) : Task.CompletedTask;
    }

    public string ArtifactId { get; }

    public string? TraceParent { get; }

    /// <summary>Ends when the time for merging is over.</summary>
    public Task Window { get; }

    public bool IsDue => Window.IsCompleted || _text.Length >= MostChars;

    /// <summary>Adds the entry, if it is text for the same artifact and there is time and room.</summary>
    public bool TryMerge(QueuedEvent entry)
    {
        if (IsDue || entry.Kind != QueuedKind.Append || entry.ArtifactId != ArtifactId)
        {
            return false;
        }

        _text.Append(entry.Text);
        return true;
    }

    /// <summary>The merged event; <paramref name="task"/> tells whether there is an artifact to append to.</summary>
    public StreamResponse ToUpdate(AgentTask task) => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = task.Id,
        ContextId = task.ContextId ?? "",
        Artifact = new Artifact { ArtifactId = ArtifactId, Parts = [Part.FromText(_text.ToString())] },
        Append = task.Artifacts?.Any(artifact => artifact.ArtifactId == ArtifactId) == true,
    });

    public void Dispose()
    {
        _flushed.Cancel();
        _flushed.Dispose();
    }
}
