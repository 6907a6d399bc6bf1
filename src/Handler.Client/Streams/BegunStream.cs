using Handler.Protocol;

namespace Handler.Client.Streams;

/// <summary>A stream whose first update is there, or which had none: whoever holds it knows that it was to be had.</summary>
internal sealed class BegunStream : IAsyncDisposable
{
    private readonly IAsyncEnumerator<StreamResponse> _updates;
    private bool _isAhead;
    private bool _hasMore;

    private BegunStream(IAsyncEnumerator<StreamResponse> updates, bool hasFirst) => (_updates, _isAhead, _hasMore) = (updates, true, hasFirst);

    public static async Task<BegunStream> OpenAsync(IAsyncEnumerable<StreamResponse> stream, CancellationToken cancel)
    {
        var updates = stream.GetAsyncEnumerator(cancel);
        try
        {
            return new BegunStream(updates, await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next update; <c>null</c> at the end.</summary>
    public async Task<StreamResponse?> NextAsync()
    {
        _hasMore = _isAhead ? _hasMore : await _updates.MoveNextAsync();
        _isAhead = false;
        return _hasMore ? _updates.Current : null;
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
