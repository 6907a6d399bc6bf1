using System.Runtime.CompilerServices;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Server.Requests;

/// <summary>Sending a message, with one answer or as a stream.</summary>
/// <remarks>
/// A message to a task at work waits for its turn in the same run; if the task has ended by then it is refused. A message to a task that
/// waits for somebody begins a run of its own.
/// </remarks>
internal sealed class MessageRequests(
    IAgentStore store,
    TaskRuns runs,
    TaskStreams streams,
    PushConfigRequests configs,
    RunSettings settings,
    TimeProvider time,
    IdSource ids)
{
    private readonly MessageTurns _turns = new(store, runs, configs, time, ids);

    public async Task<SendMessageResponse> SendAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var (key, turn) = await _turns.BeginAsync(request, scope, cancel);
        var answer = request.Configuration?.ReturnImmediately == true
            ? await HeardAsync(key, turn, cancel)
            : await Followed.ByAsync(turn.Answered, cancel);
        return ToResponse(answer, request);
    }

    /// <summary>Answers with the task as the message finds it, at once.</summary>
    public async Task<SendMessageResponse> StartAsync(SendMessageRequest request, RequestScope scope, CancellationToken cancel)
    {
        var (key, turn) = await _turns.BeginAsync(request, scope, cancel);
        if (turn.Kind == TurnKind.First && runs.Find(key) is { } live)
        {
            // An agent may think for long before its first event; who sent the message does not wait for it.
            await Followed.ByAsync(live.AnnounceAsync(), cancel);
        }

        return ToResponse(await Followed.ByAsync(turn.Begun, cancel), request);
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync(
        SendMessageRequest request, RequestScope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (key, turn) = await _turns.BeginAsync(request, scope, cancel);
        var begun = await Followed.ByAsync(turn.Begun, cancel);
        if (begun.Message is { } message)
        {
            yield return StreamResponse.Of(message);
            yield break;
        }

        await foreach (var update in streams.FollowAsync(key, turn, begun, cancel))
        {
            yield return TaskView.Trim(update, request.Configuration?.HistoryLength);
        }
    }

    private async Task<TurnAnswer> HeardAsync(TaskKey key, Turn turn, CancellationToken cancel)
    {
        if (await Followed.WithinAsync(turn.Heard, settings.AnnounceAfter, time, cancel))
        {
            return await turn.Heard;
        }

        if (runs.Find(key) is { } live)
        {
            await Followed.ByAsync(live.AnnounceAsync(), cancel);
        }

        // A message that waits for its turn, or whose agent is silent, is answered by the task as it is.
        return turn.Kind == TurnKind.First
            ? await Followed.ByAsync(turn.Begun, cancel)
            : new TurnAnswer(null, (await store.GetAsync(key, cancel) ?? throw A2AException.TaskNotFound(key.TaskId)).Task);
    }

    private static SendMessageResponse ToResponse(TurnAnswer answer, SendMessageRequest request) => answer.Message is { } message
        ? SendMessageResponse.Of(message)
        : SendMessageResponse.Of(TaskView.Trim(answer.Task!, request.Configuration?.HistoryLength));
}
