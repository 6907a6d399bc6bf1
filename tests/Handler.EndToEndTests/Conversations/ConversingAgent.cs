using System.Collections.Concurrent;
using Handler.Protocol;
using Handler.Server.Tasks;

namespace Handler.EndToEndTests.Conversations;

/// <summary>An agent whose first word says what it does; what it waits for, the test gives.</summary>
internal sealed class ConversingAgent(ConversingAgent.Cues cues) : IAgentExecutor
{
    public Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        cues.Executed.AddOrUpdate(request.Text, 1, (_, times) => times + 1);
        return request.Text.Split(' ')[0] switch
        {
            "ask" => task.RequireInputAsync("Which one?", cancel),
            "reject" => task.RejectAsync("Not this.", cancel),
            "wait" => WaitAsync(task, cancel),
            "tell" => TellAsync(task, cancel),
            _ => AnswerAsync(request, task, cancel),
        };
    }

    /// <summary>An artifact in chunks, then the end.</summary>
    private static async Task AnswerAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        await task.WorkingAsync("Looking.", cancel);
        foreach (var (i, word) in new[] { "one ", "two ", "three" }.Index())
        {
            await task.PublishAsync(StreamResponse.Of(Chunk(task, "report", word, append: i > 0, last: i == 2)), cancel);
        }

        await task.CompleteAsync($"Took {request.Text}.", cancel);
    }

    private async Task WaitAsync(TaskUpdater task, CancellationToken cancel)
    {
        await task.WorkingAsync("Waiting.", cancel);
        await cues.Go.Task.WaitAsync(cancel);
        await task.CompleteAsync("Waited.", cancel);
    }

    private async Task TellAsync(TaskUpdater task, CancellationToken cancel)
    {
        await task.WorkingAsync(cancel: cancel);
        await cues.Go.Task.WaitAsync(cancel);
        for (var i = 0; i < cues.Events; i++)
        {
            await task.PublishAsync(StreamResponse.Of(Chunk(task, $"a{i}", "x", append: false, last: true)), cancel);
        }

        await task.CompleteAsync(cancel: cancel);
    }

    private static TaskArtifactUpdateEvent Chunk(TaskUpdater task, string id, string text, bool append, bool last) => new()
    {
        TaskId = task.TaskId,
        ContextId = task.ContextId,
        Artifact = new Artifact { ArtifactId = id, Parts = [Part.FromText(text)] },
        Append = append,
        LastChunk = last,
    };

    /// <summary>What the test tells the agent, and what the agent tells the test.</summary>
    internal sealed class Cues
    {
        /// <summary>Ends what <c>wait</c> and <c>tell</c> wait for.</summary>
        public TaskCompletionSource Go { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many events <c>tell</c> tells.</summary>
        public int Events { get; set; } = 100;

        /// <summary>How often each text was worked on.</summary>
        public ConcurrentDictionary<string, int> Executed { get; } = new(StringComparer.Ordinal);
    }
}
