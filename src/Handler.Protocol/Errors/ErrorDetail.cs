using System.Text.Json.Serialization;

namespace Handler.Protocol.Errors;

/// <summary>An element of <c>error.data</c> in JSON-RPC and of <c>error.details</c> in REST (A2A 1.0, 9.5 and 11.6).</summary>
public sealed record ErrorDetail : WireObject
{
    /// <summary>The <c>@type</c> of what carries reason, domain and metadata.</summary>
    public const string ErrorInfoType = "type.googleapis.com/google.rpc.ErrorInfo";

    /// <summary>The <c>@type</c> of what carries field violations.</summary>
    public const string BadRequestType = "type.googleapis.com/google.rpc.BadRequest";

    /// <summary>What this detail is.</summary>
    [JsonPropertyName("@type")]
    public string? Type { get; init; }

    /// <summary>See <see cref="A2AError.Reason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Who defines the reason: <see cref="A2AErrors.Domain"/>.</summary>
    public string? Domain { get; init; }

    /// <summary>Facts about the error, such as the task's id.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Which fields break which rule.</summary>
    public IReadOnlyList<FieldViolation>? FieldViolations { get; init; }

    /// <summary>The details of an error, as every binding sends them.</summary>
    public static IReadOnlyList<ErrorDetail> Of(A2AException error)
    {
        var info = new ErrorDetail
        {
            Type = ErrorInfoType,
            Reason = A2AErrors.Find(error.Code).Reason,
            Domain = A2AErrors.Domain,
            Metadata = error.Metadata,
        };
        return error.FieldViolations is { Count: > 0 } violations
            ? [info, new ErrorDetail { Type = BadRequestType, FieldViolations = violations }]
            : [info];
    }
}
