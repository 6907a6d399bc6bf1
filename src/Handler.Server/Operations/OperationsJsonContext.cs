using System.Text.Json.Serialization;

namespace Handler.Server.Operations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(OperationsTime)])]
[JsonSerializable(typeof(GateListView))]
[JsonSerializable(typeof(LaneListView))]
[JsonSerializable(typeof(AttemptListView))]
[JsonSerializable(typeof(DeadLetterListView))]
[JsonSerializable(typeof(DeliveryView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(GateOrder))]
[JsonSerializable(typeof(OneRedeliveryOrder))]
[JsonSerializable(typeof(ManyRedeliveriesOrder))]
[JsonSerializable(typeof(RedeliveryOutcomeView))]
[JsonSerializable(typeof(RedeliveryListView))]
[JsonSerializable(typeof(GateChangeListView))]
internal sealed partial class OperationsJsonContext : JsonSerializerContext;
