using System.Globalization;
using System.Text;
using System.Text.Json;
using Handler.Protocol;
using Handler.Server.Tasks;

namespace ConformanceAgent;

/// <summary>All that the agent can be asked for.</summary>
internal static class Behaviors
{
    // Before the list, which is made of them.
    private static Part File { get; } = Part.FromRaw(Encoding.UTF8.GetBytes("Generated file content"), "text/plain", "output.txt");

    private static Part Link { get; } = Part.FromUrl("https://example.com/output.txt", "text/plain", "output.txt");

    private static Part Data { get; } = Part.FromData(JsonDocument.Parse("""{"key":"value","count":42}""").RootElement);

    /// <summary>Each.</summary>
    public static IReadOnlyList<Behavior> All { get; } =
    [
        new("complete", ["tck-complete-task"], "Completes the task with a message.", (_, task, cancel) => task.CompleteAsync("Hello from Handler", cancel)),
        new("text", ["tck-artifact-text"], "Makes an artifact with a text.", Made(Part.FromText("Generated text content"))),
        new("file", ["tck-artifact-file"], "Makes an artifact with a file's bytes.", Made(File)),
        new("link", ["tck-artifact-file-url"], "Makes an artifact with a file's address.", Made(Link)),
        new("data", ["tck-artifact-data"], "Makes an artifact with JSON.", Made(Data)),
        new("mixed", [], "Makes an artifact with a part of each kind.", Made(Part.FromText("Generated text content"), File, Link, Data)),
        new("message", ["tck-message-response"], "Answers by a message, without a task.", (_, task, cancel) => task.ReplyAsync("Direct message response", cancel)),
        new("ask", ["tck-input-required"], "Requires input; the answer says what comes next.", (_, task, cancel) => task.RequireInputAsync("What is to be done?", cancel)),
        new("login", [], "Requires authentication; the next message says what comes next.", (_, task, cancel) => task.RequireAuthAsync("Who are you?", cancel)),
        new("reject", ["tck-reject-task"], "Rejects the task.", (_, task, cancel) => task.RejectAsync("rejected", cancel)),
        new("fail", [], "Fails the task.", (_, task, cancel) => task.FailAsync("It did not work.", cancel)),
        new("throw", [], "Throws, which fails the task and tells the client nothing of the exception.", (_, _, _) => throw new InvalidOperationException("The agent was asked to throw.")),
        new("wait", ["test-resubscribe-message-id"], "Works for so many seconds, 4 when none are named, and completes the task.", WaitAsync),
        new("stream", ["tck-stream-001", "tck-stream-003", "tck-stream-ordering-001", "tck-stream-artifact-text"], "Tells that it works, makes an artifact, completes the task.", Streamed(Part.FromText("Streamed text content"))),
        new("streamed file", ["tck-stream-artifact-file"], "Tells that it works, makes an artifact with a file's bytes, completes the task.", Streamed(File)),
        new("silent", ["tck-stream-002"], "Completes the task without a word.", (_, task, cancel) => task.CompleteAsync(cancel: cancel)),
        new("chunks", ["tck-stream-artifact-chunked"], "Makes an artifact in two chunks, the second being the last.", ChunkedAsync),
        new("many", [], "Makes so many artifacts one after another, 10 when no number is named.", ManyAsync),
    ];

    /// <summary>What a message asks for: what fits longest; null when nothing does.</summary>
    public static Behavior? Of(Message message, string text) =>
        All.Select(behavior => (behavior, Fit: behavior.Fit(message, text))).Where(found => found.Fit > 0).OrderByDescending(found => found.Fit).FirstOrDefault().behavior;

    /// <summary>What a word asks for.</summary>
    /// <exception cref="ArgumentException">No behavior has this word.</exception>
    public static Behavior Of(string word) => All.FirstOrDefault(behavior => behavior.Word == word)
        ?? throw new ArgumentException($"'{word}' is nothing that this agent does: give one of {string.Join(", ", All.Select(behavior => behavior.Word))}.", nameof(word));

    private static Func<string, TaskUpdater, CancellationToken, Task> Made(params Part[] parts) => async (_, task, cancel) =>
    {
        await task.AddArtifactAsync(Result("result", parts), cancel);
        await task.CompleteAsync(cancel: cancel);
    };

    private static Func<string, TaskUpdater, CancellationToken, Task> Streamed(Part part) => async (_, task, cancel) =>
    {
        await task.StartAsync(cancel);
        await task.AddArtifactAsync(Result("result", part), cancel);
        await task.CompleteAsync(cancel: cancel);
    };

    private static async Task WaitAsync(string text, TaskUpdater task, CancellationToken cancel)
    {
        await task.StartAsync(cancel);
        await Task.Delay(TimeSpan.FromSeconds(NumberIn(text) ?? 4), cancel);
        await task.CompleteAsync(cancel: cancel);
    }

    private static async Task ChunkedAsync(string text, TaskUpdater task, CancellationToken cancel)
    {
        await task.StartAsync(cancel);
        await task.PublishAsync(StreamResponse.Of(Chunk(task, "chunk-1 ", append: false, isLast: false)), cancel);
        await task.PublishAsync(StreamResponse.Of(Chunk(task, "chunk-2", append: true, isLast: true)), cancel);
        await task.CompleteAsync(cancel: cancel);
    }

    private static async Task ManyAsync(string text, TaskUpdater task, CancellationToken cancel)
    {
        await task.StartAsync(cancel);
        foreach (var number in Enumerable.Range(1, NumberIn(text) ?? 10))
        {
            await task.AddArtifactAsync(Result($"result-{number}", Part.FromText($"Result {number}")), cancel);
        }

        await task.CompleteAsync(cancel: cancel);
    }

    private static TaskArtifactUpdateEvent Chunk(TaskUpdater task, string text, bool append, bool isLast) => new()
    {
        TaskId = task.TaskId,
        ContextId = task.ContextId,
        Artifact = Result("result", Part.FromText(text)),
        Append = append,
        LastChunk = isLast,
    };

    private static Artifact Result(string id, params Part[] parts) => new() { ArtifactId = id, Name = "Result", Parts = parts };

    // At most what a minute or a thousand artifacts are: kits write much.
    private static int? NumberIn(string text) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 1000) : null;
}
