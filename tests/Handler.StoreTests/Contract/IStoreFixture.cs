using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.StoreTests.Contract;

/// <summary>
/// How a store is opened for the suite. A new store is one of these and a line for each topic; <c>ReopeningContract</c> is for
/// those that keep what was stored.
/// </summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Opens the store; again, after the one before was disposed, over the same data if it keeps any.</summary>
    Task<IAgentStore> OpenAsync(ManualClock clock, Doorbell doorbell, BacklogLimits limits);
}
