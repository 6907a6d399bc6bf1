using System.Runtime.CompilerServices;
using Handler.Client.Retries;
using Handler.Client.Streams;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Client.Transports;

/// <summary>
/// Asks again after passing faults. What reads, and what comes to the same when it is done twice, after any of them; what does not, only where nothing of the
/// request was sent.
/// </summary>
internal sealed class RetryingTransport(IAgentTransport agent, RetryLoop retries) : IAgentTransport
{
    // The id of a message does not make it safe: agents may take a second one of the same id for a second message (A2A 1.0, 3.1.1).
    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.SendMessageAsync(request, cancel), RetryRules.IsUnsent, cancel);

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        StreamAsync(ending => agent.SendStreamingMessageAsync(request, ending), RetryRules.IsUnsent, cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.GetTaskAsync(request, cancel), RetryRules.MayPass, cancel);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.ListTasksAsync(request, cancel), RetryRules.MayPass, cancel);

    /// <summary>Where the first try went through and only its answer was lost, the agent refuses the second: the task then tells.</summary>
    public async Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel)
    {
        var mayBeDone = false;
        try
        {
            return await retries.RunAsync(() => agent.CancelTaskAsync(request, cancel), MayBeRepeated, cancel);
        }
        catch (A2AClientException refused) when (mayBeDone && refused.ErrorCode == A2AErrorCode.TaskNotCancelable)
        {
            var task = await GetTaskAsync(new GetTaskRequest { Tenant = request.Tenant, Id = request.Id }, cancel);
            if (task.Status.State != TaskState.Canceled)
            {
                throw;
            }

            return task;
        }

        bool MayBeRepeated(A2AClientException error)
        {
            var mayPass = RetryRules.MayPass(error);
            mayBeDone |= mayPass && !error.IsUnsent;
            return mayPass;
        }
    }

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) =>
        StreamAsync(ending => agent.SubscribeToTaskAsync(request, ending), RetryRules.MayPass, cancel);

    /// <summary>Without an id each try would make another config.</summary>
    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) => retries.RunAsync(
        () => agent.CreateConfigAsync(config, cancel), string.IsNullOrEmpty(config.Id) ? RetryRules.IsUnsent : RetryRules.MayPass, cancel);

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.GetConfigAsync(request, cancel), RetryRules.MayPass, cancel);

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.ListConfigsAsync(request, cancel), RetryRules.MayPass, cancel);

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) => retries.RunAsync(
        async () =>
        {
            await agent.DeleteConfigAsync(request, cancel);
            return true;
        },
        RetryRules.MayPass,
        cancel);

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) =>
        retries.RunAsync(() => agent.GetExtendedAgentCardAsync(request, cancel), RetryRules.MayPass, cancel);

    /// <summary>Asks for a stream again until it begins; what breaks it later is not for here.</summary>
    private async IAsyncEnumerable<StreamResponse> StreamAsync(
        Func<CancellationToken, IAsyncEnumerable<StreamResponse>> open,
        Func<A2AClientException, bool> mayBeRepeated,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = await retries.RunAsync(() => BegunStream.OpenAsync(open(cancel), cancel), mayBeRepeated, cancel);
        while (await stream.NextAsync() is { } update)
        {
            yield return update;
        }
    }
}
