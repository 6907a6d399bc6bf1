using Handler.StoreTests.Contract;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteTaskTests : TaskContract<SqliteFixture>;

public sealed class SqliteRunTests : RunContract<SqliteFixture>;

public sealed class SqliteListingTests : ListingContract<SqliteFixture>;

public sealed class SqliteLaneTests : LaneContract<SqliteFixture>;

public sealed class SqliteConfigTests : ConfigContract<SqliteFixture>;

public sealed class SqliteReplacingTests : ReplacingContract<SqliteFixture>;

public sealed class SqliteFilterTests : FilterContract<SqliteFixture>;

public sealed class SqliteDialectTests : DialectContract<SqliteFixture>;

public sealed class SqliteResultTests : ResultContract<SqliteFixture>;

public sealed class SqliteDeathTests : DeathContract<SqliteFixture>;

public sealed class SqliteOperationsTests : OperationsContract<SqliteFixture>;

public sealed class SqliteConfigLimitTests : ConfigLimitContract<SqliteFixture>;

public sealed class SqliteRetentionTests : RetentionContract<SqliteFixture>;

public sealed class SqliteBacklogTests : BacklogContract<SqliteFixture>;

public sealed class SqliteDueTests : DueContract<SqliteFixture>;

public sealed class SqliteGateTests : GateContract<SqliteFixture>;

public sealed class SqliteHeldExpiryTests : HeldExpiryContract<SqliteFixture>;

public sealed class SqliteInterleavingTests : InterleavingContract<SqliteFixture>;

public sealed class SqliteModelTests : ModelContract<SqliteFixture>;

public sealed class SqliteStressTests : StressContract<SqliteFixture>;

public sealed class SqliteBacklogReopeningTests : BacklogReopeningContract<SqliteFixture>;

public sealed class SqliteReopeningTests : ReopeningContract<SqliteFixture>;
