using System.Text.Json;
using Handler.Protocol.Errors;

namespace Handler.Server.Transports;

/// <summary>Makes InvalidParams of what reading found wrong. Pure.</summary>
internal static class ParamsFault
{
    public static A2AException Of(JsonException fault)
    {
        var path = fault.Path is ['$', '.', .. var rest] ? rest : null;
        return new A2AException(A2AErrorCode.InvalidParams, fault.Message, fault)
        {
            FieldViolations = path is null ? null : [new FieldViolation(path, fault.Message)],
        };
    }
}
