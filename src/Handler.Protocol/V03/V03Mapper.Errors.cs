using System.Text.Json;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Protocol.V03;

public static partial class V03Mapper
{
    /// <summary>
    /// An error (A2A 0.3, 8). What only 1.0 knows (a missing extension, a version that is not spoken) is an UnsupportedOperation to 0.3; its data still
    /// names the reason of 1.0.
    /// </summary>
    public static JsonRpcError FromV1(A2AException error) => new()
    {
        Code = error.Code is A2AErrorCode.ExtensionSupportRequired or A2AErrorCode.VersionNotSupported
            ? (int)A2AErrorCode.UnsupportedOperation
            : (int)error.Code,
        Message = error.Message,
        Data = JsonElement.Parse(A2AJson.Write(ErrorDetail.Of(error))),
    };
}
