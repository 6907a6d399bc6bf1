using Handler.Receiver.Inbox;

namespace Handler.Tests.Receiver;

/// <summary>An inbox whose disk is full.</summary>
internal sealed class BrokenInbox : IInbox
{
    public TimeProvider Clock => TimeProvider.System;

    public Task<KeepResult> KeepAsync(ReceivedNotification notification, bool toHandle, CancellationToken cancel = default) =>
        throw new IOException("No space left on device");

    public IAsyncEnumerable<ReceivedNotification> ReadAllAsync(string? taskId = null, long after = 0, CancellationToken cancel = default) =>
        throw new IOException("No space left on device");

    public Task<InboxPage> ListAsync(int limit = 100, long? after = null, CancellationToken cancel = default) =>
        throw new IOException("No space left on device");

    public Task ClearAsync(CancellationToken cancel = default) => throw new IOException("No space left on device");

    public Task<InboxWork> TakeAsync(int limit, CancellationToken cancel = default) => throw new IOException("No space left on device");

    public Task RecordAsync(long position, HandlingStatus handling, CancellationToken cancel = default) =>
        throw new IOException("No space left on device");
}
