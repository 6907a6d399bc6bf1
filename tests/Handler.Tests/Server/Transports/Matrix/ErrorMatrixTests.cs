using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>Every error of the specification, provoked through each binding and version: number, HTTP status and body.</summary>
public sealed class ErrorMatrixTests
{
    private const string Unknown = "no-such-task";

    public static TheoryData<string, Wire> Matrix()
    {
        var matrix = new TheoryData<string, Wire>();
        foreach (var (occasion, wire) in ErrorOccasions.All.SelectMany(occasion => occasion.Wires.Select(wire => (occasion, wire))))
        {
            matrix.Add(occasion.Name, wire);
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Each_error_is_told_as_its_wire_says(string name, Wire wire)
    {
        var occasion = ErrorOccasions.All.Single(known => known.Name == name);
        await using var host = await StartAsync(occasion, wire);
        var task = occasion.Task is { } state ? await BeginAsync(host, wire, state) : IsAboutATask(occasion) ? Unknown : null;
        occasion.Script(host.Script);
        var request = occasion.Change(wire, WireCalls.Of(wire, occasion.Operation, task, occasion.IsFile)!)!;

        using var response = await request.SendAsync(host.Client);

        await ShouldTellAsync(response, occasion, wire);
    }

    [Fact]
    public void Every_error_comes_about_on_every_wire_that_has_it()
    {
        var provoked = ErrorOccasions.All.SelectMany(occasion => occasion.Wires.Select(wire => (occasion.Code, wire))).ToHashSet();

        var missing = from code in Enum.GetValues<A2AErrorCode>() from wire in Enum.GetValues<Wire>() where !provoked.Contains((code, wire)) select (code, wire);

        // Legacy asks for no extended card.
        missing.ShouldBe([(A2AErrorCode.ExtendedAgentCardNotConfigured, Wire.Legacy)]);
    }

    private static async Task ShouldTellAsync(HttpResponseMessage response, ErrorOccasion occasion, Wire wire)
    {
        var (numbers, text) = (ErrorNumbers.Of(occasion.Code), await response.Content.ReadAsStringAsync());
        ((int)response.StatusCode).ShouldBe(occasion.Status(wire) ?? numbers.Http(wire), text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(IsStreamed(occasion, wire) ? "text/event-stream" : "application/json");
        var error = ErrorIn(JsonNode.Parse(text.StartsWith("data: ", StringComparison.Ordinal) ? text["data: ".Length..] : text)!.AsObject(), occasion, wire);

        ((int)error["code"]!).ShouldBe(IsRest1(wire) ? (int)response.StatusCode : numbers.Code(wire), text);
        error["message"]!.ToString().Length.ShouldBeGreaterThan(20);
        ShouldDetail((error["data"] ?? error["details"])!.AsArray(), numbers.Reason, occasion.Field(wire));
        text.ShouldNotContain("hunter2");
    }

    /// <summary>The error, out of a body that has what its wire has and nothing else.</summary>
    private static JsonObject ErrorIn(JsonObject body, ErrorOccasion occasion, Wire wire)
    {
        if (wire == Wire.RestV03)
        {
            NamesOf(body).ShouldBe(["code", "message", "data"]);
            return body;
        }

        var error = body["error"]!.AsObject();
        if (IsRest1(wire))
        {
            NamesOf(body).ShouldBe(["error"]);
            NamesOf(error).ShouldBe(["code", "status", "message", "details"]);
            error["status"]!.ToString().ShouldBe(ErrorNumbers.Of(occasion.Code).Grpc(wire));
            return error;
        }

        NamesOf(body).ShouldBe(["jsonrpc", "id", "error"]);
        NamesOf(error).ShouldBe(["code", "message", "data"]);
        (body["id"]?.ToJsonString() ?? "null").ShouldBe(occasion.IsCall ? WireCalls.Id : "null");
        return error;
    }

    private static void ShouldDetail(JsonArray details, string reason, string? field)
    {
        var info = details[0]!;
        info["@type"]!.ToString().ShouldBe("type.googleapis.com/google.rpc.ErrorInfo");
        (info["reason"]!.ToString(), info["domain"]!.ToString()).ShouldBe((reason, "a2a-protocol.org"));
        details.Count.ShouldBe(field is null ? 1 : 2, details.ToJsonString());
        if (field is not null)
        {
            details[1]!["@type"]!.ToString().ShouldBe("type.googleapis.com/google.rpc.BadRequest");
            var violation = details[1]!["fieldViolations"]!.AsArray().ShouldHaveSingleItem()!;
            violation["field"]!.ToString().ShouldBe(field);
            violation["description"]!.ToString().ShouldNotBeEmpty();
        }
    }

    private static Task<AgentHost> StartAsync(ErrorOccasion occasion, Wire wire) => AgentHost.StartAsync(
        push: occasion.Push,
        card: occasion.Card,
        configure: options =>
        {
            options.ErrorRevision = wire == Wire.Rest101 ? ErrorRevision.V101 : ErrorRevision.V100;
            occasion.Configure(options);
        });

    /// <summary>Makes a task by the wire itself, for a task remembers its dialect; the stream ends where the task has got to.</summary>
    private static async Task<string> BeginAsync(AgentHost host, Wire wire, TaskState state)
    {
        host.Script.Execute = (_, task, cancel) => task.UpdateStatusAsync(state, null, cancel);
        using var response = await WireCalls.Of(wire, Operation.Stream)!.SendAsync(host.Client);
        using var reader = new StringReader(await response.Content.ReadAsStringAsync());
        var told = JsonNode.Parse((await reader.ReadLineAsync())!["data: ".Length..])!;
        var first = told["result"] ?? told;
        return (first["id"] ?? first["taskId"] ?? first["task"]!["id"])!.ToString();
    }

    private static bool IsAboutATask(ErrorOccasion occasion) => occasion.IsUnknownTask || occasion.Operation is not (Operation.Send or Operation.Stream);

    private static bool IsRest1(Wire wire) => wire is Wire.Rest100 or Wire.Rest101;

    private static bool IsStreamed(ErrorOccasion occasion, Wire wire) =>
        wire == Wire.V03 && occasion is { IsCall: true, Operation: Operation.Stream or Operation.Subscribe };

    private static string[] NamesOf(JsonObject json) => [.. json.Select(property => property.Key)];
}
