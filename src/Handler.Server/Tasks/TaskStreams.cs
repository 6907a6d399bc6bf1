using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Tasks;

/// <summary>
/// Streams of a task: readers on its log, each with a cursor. A stream ends with the end of the task; the stream of a message also when its
/// turn is over, that is when the agent waits for somebody (A2A 1.0, 3.1.2 and 11.7; a subscription stays open then and sees the next
/// turn).
/// </summary>
internal sealed class TaskStreams(ITaskStore store, TaskFeeds feeds)
{
    private const int PageSize = 64;

    /// <summary>A snapshot of the task, then its events; nothing when there is no such task.</summary>
    /// <param name="key">The task.</param>
    /// <param name="cancel">Ends the stream.</param>
    public async IAsyncEnumerable<StreamResponse> FollowAsync(TaskKey key, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var lease = feeds.Lease(key);
        if (await store.GetAsync(key, cancel) is not { } stored)
        {
            yield break;
        }

        yield return StreamResponse.Of(stored.Task);
        if (stored.Task.Status.State.IsTerminal)
        {
            yield break;
        }

        await foreach (var update in ReadAsync(lease.Feed, key, stored.LastSequence, turn: null, cancel))
        {
            yield return update;
        }
    }

    /// <summary>The task as a turn found it, then every event of the turn. However late it is read, it begins where the turn began.</summary>
    /// <param name="key">The task.</param>
    /// <param name="turn">The turn at whose end the stream ends.</param>
    /// <param name="begun">Where the turn began.</param>
    /// <param name="cancel">Ends the stream.</param>
    public async IAsyncEnumerable<StreamResponse> FollowAsync(
        TaskKey key, Turn turn, TurnAnswer begun, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var lease = feeds.Lease(key);
        if (begun.Sequence > 0)
        {
            // Of a new task the first event is the task itself, as it was submitted.
            yield return StreamResponse.Of(begun.Task!);
        }

        await foreach (var update in ReadAsync(lease.Feed, key, begun.Sequence, turn, cancel))
        {
            yield return update;
        }
    }

    private async IAsyncEnumerable<StreamResponse> ReadAsync(
        TaskFeed feed, TaskKey key, long cursor, Turn? turn, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var rung = feed.Rung;
            var last = turn?.LastSequence ?? long.MaxValue;
            var events = feed.ReadAfter(cursor) ?? await ReadStoreAsync(key, cursor, cancel);
            foreach (var (sequence, kinds, update, _) in events)
            {
                if (sequence > turn?.LastSequence)
                {
                    // Who reads late finds the next turn in the log.
                    yield break;
                }

                cursor = sequence;
                if (IsStreamed(kinds))
                {
                    yield return update;
                }

                if (update.IsTerminal)
                {
                    yield break;
                }
            }

            if (cursor >= last || (feeds.IsStopping && events.Count == 0))
            {
                yield break;
            }

            if (events.Count == 0)
            {
                await Followed.ByAsync(rung, cancel);
            }
        }
    }

    /// <summary>Messages in the log are the user's own; a stream has the task, then statuses and artifacts (A2A 1.0, 3.1.2).</summary>
    private static bool IsStreamed(EventKinds kinds) => !kinds.HasFlag(EventKinds.Message);

    private async Task<IReadOnlyList<FeedEvent>> ReadStoreAsync(TaskKey key, long after, CancellationToken cancel)
    {
        var stored = await store.ReadEventsAsync(key, after, PageSize, cancel);
        return [.. stored.Select(entry =>
            new FeedEvent(entry.Sequence, entry.Kinds, A2AJson.Read<StreamResponse>(entry.Payload.Span), entry.Payload.Length))];
    }
}
