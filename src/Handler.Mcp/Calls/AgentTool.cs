using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Handler.Mcp.Arguments;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Handler.Mcp.Calls;

/// <summary>A tool with typed arguments and a typed result: its schemas come from the types, and what fails becomes a tool error.</summary>
internal abstract partial class AgentTool<TArguments, TResult>(
    ToolFace face, AgentCalls calls, JsonTypeInfo<TArguments> arguments, JsonTypeInfo<TResult> results) : McpServerTool
    where TArguments : IToolArguments
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override Tool ProtocolTool { get; } = new()
    {
        Name = face.Name,
        Title = face.Title,
        Description = face.Description,
        InputSchema = ToolSchema.OfArguments(arguments),
        OutputSchema = ToolSchema.OfResult(results),
        Annotations = face.Annotations,
    };

    public override IReadOnlyList<object> Metadata => [];

    protected AgentCalls Calls => calls;

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var call = new ToolCall(request, calls.Clock);
        try
        {
            var given = ArgumentReader.Read(face.Name, request.Params.Arguments, arguments);
            call.Hide(given.Secrets());
            given.Check();
            return Answer(Redaction.OfJson(Write(await CallAsync(given, call, cancellationToken)), call.Secrets));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            if (ToolFailure.IsDefect(error))
            {
                LogDefect(calls.Log, error, face.Name);
            }

            return Failure(Redaction.Of(ToolFailure.TextOf(error), call.Secrets));
        }
    }

    /// <summary>Does what the tool is for.</summary>
    protected abstract Task<TResult> CallAsync(TArguments given, ToolCall call, CancellationToken cancel);

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} failed by a defect")]
    private static partial void LogDefect(ILogger log, Exception error, string tool);

    /// <summary>The result as structured content, and the same as text for clients that read no other.</summary>
    private static CallToolResult Answer(string json) => new()
    {
        Content = [new TextContentBlock { Text = json }],
        StructuredContent = JsonElement.Parse(json),
    };

    private static CallToolResult Failure(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };

    private string Write(TResult result)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Plain))
        {
            JsonSerializer.Serialize(writer, result, results);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
