using System.Text.Encodings.Web;
using System.Text.Json;

namespace Handler.Server.Operations;

/// <summary>How operations are written.</summary>
internal static class OperationsJson
{
    /// <summary>Without the escapes that only HTML needs: people read these answers with curl.</summary>
    public static OperationsJsonContext Plain { get; } =
        new(new JsonSerializerOptions(OperationsJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
