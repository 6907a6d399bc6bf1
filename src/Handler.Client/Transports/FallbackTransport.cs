using System.Runtime.CompilerServices;
using Handler.Client.Cards;
using Handler.Client.Http;
using Handler.Client.Retries;
using Handler.Client.Streams;
using Handler.Protocol;

namespace Handler.Client.Transports;

/// <summary>
/// The interfaces of one agent, called as one. A call goes to the one that answered last, at first the preferred one; one that cannot be called at all gives way
/// to the next, where nothing can have been carried out.
/// </summary>
internal sealed class FallbackTransport : IAgentTransport
{
    private readonly CalledInterface[] _all;
    private volatile CalledInterface _current;

    /// <summary>All of them, the preferred one to be called first.</summary>
    /// <param name="http">What they are called through.</param>
    /// <param name="interfaces">In order of preference; one without TLS is no way round one with it.</param>
    public FallbackTransport(AgentHttp http, IReadOnlyList<ChosenInterface> interfaces)
    {
        var preferred = interfaces[0].Url;
        _all = [.. interfaces.Where(one => one.Url.Scheme == preferred.Scheme || one.Url.Scheme == Uri.UriSchemeHttps)
            .Distinct()
            .Select(one => new CalledInterface(one, Dialects.Open(http, one)))];
        _current = _all[0];
    }

    /// <summary>The one that is called.</summary>
    public ChosenInterface Current => _current.Chosen;

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.SendMessageAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancel) => StreamAsync(
        (one, ending) => one.Transport.SendStreamingMessageAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, ending), cancel);

    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.GetTaskAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.ListTasksAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.CancelTaskAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancel) => StreamAsync(
        (one, ending) => one.Transport.SubscribeToTaskAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, ending), cancel);

    public Task<TaskPushNotificationConfig> CreateConfigAsync(TaskPushNotificationConfig config, CancellationToken cancel) =>
        CallAsync(one => one.Transport.CreateConfigAsync(config with { Tenant = config.Tenant ?? one.Chosen.Tenant }, cancel));

    public Task<TaskPushNotificationConfig> GetConfigAsync(GetTaskPushNotificationConfigRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.GetConfigAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public Task<ListTaskPushNotificationConfigsResponse> ListConfigsAsync(ListTaskPushNotificationConfigsRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.ListConfigsAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    public Task DeleteConfigAsync(DeleteTaskPushNotificationConfigRequest request, CancellationToken cancel) => CallAsync(async one =>
    {
        await one.Transport.DeleteConfigAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel);
        return true;
    });

    public Task<AgentCard> GetExtendedAgentCardAsync(GetExtendedAgentCardRequest request, CancellationToken cancel) =>
        CallAsync(one => one.Transport.GetExtendedAgentCardAsync(request with { Tenant = request.Tenant ?? one.Chosen.Tenant }, cancel));

    private async IAsyncEnumerable<StreamResponse> StreamAsync(
        Func<CalledInterface, CancellationToken, IAsyncEnumerable<StreamResponse>> open, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = await CallAsync(one => BegunStream.OpenAsync(open(one, cancel), cancel));
        while (await stream.NextAsync() is { } update)
        {
            yield return update;
        }
    }

    private async Task<T> CallAsync<T>(Func<CalledInterface, Task<T>> call)
    {
        List<A2AClientException> tried = [];
        var first = _current;
        foreach (var one in _all.OrderBy(other => other != first))
        {
            try
            {
                var result = await call(one);
                _current = one;
                return result;
            }
            catch (A2AClientException error) when (RetryRules.IsForAnother(error))
            {
                tried.Add(error);
            }
            catch (A2AClientException error) when (error.Failure == A2AClientFailure.AgentError)
            {
                // It refused, so it is there.
                _current = one;
                throw;
            }
        }

        throw tried is [var only] ? only : A2AClientException.NoInterfaceAnswers(tried);
    }
}
