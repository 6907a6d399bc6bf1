using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Memory;

public sealed class MemoryTaskTests : TaskContract<MemoryFixture>;

public sealed class MemoryRunTests : RunContract<MemoryFixture>;

public sealed class MemoryListingTests : ListingContract<MemoryFixture>;

public sealed class MemoryLaneTests : LaneContract<MemoryFixture>;

public sealed class MemoryConfigTests : ConfigContract<MemoryFixture>;

public sealed class MemoryTaskLogTests : TaskLogContract<MemoryFixture>;

public sealed class MemoryReplacingTests : ReplacingContract<MemoryFixture>;

public sealed class MemoryFilterTests : FilterContract<MemoryFixture>;

public sealed class MemoryDialectTests : DialectContract<MemoryFixture>;

public sealed class MemoryResultTests : ResultContract<MemoryFixture>;

public sealed class MemoryDeathTests : DeathContract<MemoryFixture>;

public sealed class MemoryOperationsTests : OperationsContract<MemoryFixture>;

public sealed class MemoryConfigLimitTests : ConfigLimitContract<MemoryFixture>;

public sealed class MemoryRetentionTests : RetentionContract<MemoryFixture>;

public sealed class MemoryBacklogTests : BacklogContract<MemoryFixture>;

public sealed class MemoryDueTests : DueContract<MemoryFixture>;

public sealed class MemoryGateTests : GateContract<MemoryFixture>;

public sealed class MemoryHeldExpiryTests : HeldExpiryContract<MemoryFixture>;

public sealed class MemoryInterleavingTests : InterleavingContract<MemoryFixture>;

public sealed class MemoryModelTests : ModelContract<MemoryFixture>
{
    protected override int Scripts => 150;
}

public sealed class MemoryStressTests : StressContract<MemoryFixture>
{
    protected override int Commits => 1000;
}
