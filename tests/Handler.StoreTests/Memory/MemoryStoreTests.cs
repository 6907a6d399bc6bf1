using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Memory;

public sealed class MemoryTaskTests : TaskContract<MemoryFixture>;

public sealed class MemoryRunTests : RunContract<MemoryFixture>;

public sealed class MemoryListingTests : ListingContract<MemoryFixture>;

public sealed class MemoryLaneTests : LaneContract<MemoryFixture>;
