using System.Text.Encodings.Web;
using System.Text.Json;
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
internal sealed partial class OperationsJsonContext : JsonSerializerContext
{
    /// <summary>Without the escapes that only HTML needs: people read these answers with curl.</summary>
    public static OperationsJsonContext Plain { get; } =
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
