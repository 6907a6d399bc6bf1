using System.Text.Json;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Protocol.Legacy;

public static partial class LegacyMapper
{
    // Both numbers mean something else in 1.0.
    private const int ExtensionRequired = -32007;
    private const int VersionNotSupported = -32008;

    /// <summary>An error, in the numbers of the dialect. Its data names the reason of 1.0.</summary>
    public static JsonRpcError FromV1(A2AException error) => new()
    {
        Code = error.Code switch
        {
            A2AErrorCode.ExtensionSupportRequired => ExtensionRequired,
            A2AErrorCode.VersionNotSupported => VersionNotSupported,
            A2AErrorCode.ExtendedAgentCardNotConfigured => (int)A2AErrorCode.UnsupportedOperation,
            var code => (int)code,
        },
        Message = error.Message,
        Data = JsonElement.Parse(A2AJson.Write(ErrorDetail.Of(error))),
    };

    /// <summary>An error that an agent answered, in the numbers of 1.0.</summary>
    public static JsonRpcError ToV1(JsonRpcError error) => error with
    {
        Code = error.Code switch
        {
            ExtensionRequired => (int)A2AErrorCode.ExtensionSupportRequired,
            VersionNotSupported => (int)A2AErrorCode.VersionNotSupported,
            var code => code,
        },
    };
}
