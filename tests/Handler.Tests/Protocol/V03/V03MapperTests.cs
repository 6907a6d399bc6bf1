using System.Text;
using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol.V03;

public sealed class V03MapperTests
{
    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"blocking":true}""", false)]
    [InlineData("""{"blocking":null}""", false)]
    [InlineData("""{"blocking":false}""", true)]
    public void Only_an_explicit_false_means_not_blocking(string json, bool returnImmediately) =>
        V03Mapper.ToV1(V03Json.Read<V03MessageSendConfiguration>(Encoding.UTF8.GetBytes(json))).ReturnImmediately.ShouldBe(returnImmediately);

    [Fact]
    public void A_request_says_blocking_and_its_output_modes_because_other_agents_want_to_be_told()
    {
        var request = new SendMessageRequest { Message = new Message { MessageId = "m", Role = Role.User, Parts = [Part.FromText("a")] } };

        Encoding.UTF8.GetString(V03Json.Write(V03Mapper.FromV1(request)))
            .ShouldEndWith("""
                "configuration":{"acceptedOutputModes":[],"blocking":true}}
                """.Trim());
    }

    [Theory]
    [InlineData(TaskState.Completed, true)]
    [InlineData(TaskState.Rejected, true)]
    [InlineData(TaskState.InputRequired, false)]
    [InlineData(TaskState.Working, false)]
    public void An_update_is_final_where_the_state_is_terminal(TaskState state, bool final) =>
        V03Mapper.FromV1(new TaskStatusUpdateEvent { TaskId = "t", ContextId = "c", Status = new AgentTaskStatus { State = state } })
            .Final.ShouldBe(final);

    [Fact]
    public void An_artifact_without_parts_gets_an_empty_text() =>
        V03Mapper.ToV1(V03Json.Read<V03Artifact>("""{"artifactId":"a"}"""u8)).Parts.ShouldHaveSingleItem().Text.ShouldBe("");

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void Data_that_is_no_object_is_wrapped_and_comes_back(string data)
    {
        var part = Part.FromData(JsonElement.Parse(data));

        var there = Encoding.UTF8.GetString(V03Json.Write(V03Mapper.FromV1(part)));

        there.ShouldBe($$$"""{"kind":"data","data":{"value":{{{data}}}},"metadata":{"data_part_compat":true}}""");
        V03Mapper.ToV1(V03Json.Read<V03Part>(Encoding.UTF8.GetBytes(there))).ShouldSatisfyAllConditions(
            back => back.Data!.Value.GetRawText().ShouldBe(data),
            back => back.Metadata.ShouldBeNull());
    }

    [Fact]
    public void The_first_scheme_is_kept()
    {
        var config = V03Json.Read<V03PushNotificationConfig>(
            """{"url":"https://h.example.com/","authentication":{"schemes":["Basic","Bearer"],"credentials":"c"}}"""u8);

        V03Mapper.ToV1(config, "t").Authentication!.Scheme.ShouldBe("Basic");
    }

    [Theory]
    [InlineData(A2AErrorCode.TaskNotFound, -32001)]
    [InlineData(A2AErrorCode.InvalidAgentResponse, -32006)]
    [InlineData(A2AErrorCode.ExtendedAgentCardNotConfigured, -32007)]
    [InlineData(A2AErrorCode.ExtensionSupportRequired, -32004)]
    [InlineData(A2AErrorCode.VersionNotSupported, -32004)]
    [InlineData(A2AErrorCode.MethodNotFound, -32601)]
    public void An_error_has_a_number_that_clients_of_0_3_know(A2AErrorCode code, int number)
    {
        var error = V03Mapper.FromV1(new A2AException(code, "m"));

        (error.Code, error.Message).ShouldBe((number, "m"));
        error.Details().ShouldHaveSingleItem().Reason.ShouldBe(A2AErrors.Find(code).Reason);
    }

    [Fact]
    public void An_update_is_no_answer_to_a_message() =>
        Should.Throw<A2AException>(() => V03Mapper.ToSendMessageResponse(V03Json.ReadEvent(GoldenFile.Read("v03/status-update"))))
            .Message.ShouldBe("The agent answered a message by 'status-update'; a task or a message was expected.");

    [Fact]
    public void A_card_with_nothing_but_what_must_be_is_filled_so_that_1_0_can_say_it()
    {
        var card = V03Mapper.ToV1(V03Json.Read<V03AgentCard>(
            """{"name":"n","url":"https://a.example.com/","version":"1","skills":[],"defaultInputModes":[]}"""u8));

        Should.NotThrow(() => A2AJson.Write(card));
        card.SupportedInterfaces.ShouldHaveSingleItem().ShouldBe(
            new AgentInterface { Url = "https://a.example.com/", ProtocolBinding = "JSONRPC", ProtocolVersion = "0.3.0" });
        (card.DefaultInputModes[0], card.Skills[0].Name).ShouldBe(("text/plain", "n"));
    }

    [Fact]
    public void A_card_names_the_interfaces_that_speak_0_3_and_else_all()
    {
        AgentInterface At(string url, string version) => new() { Url = url, ProtocolBinding = "JSONRPC", ProtocolVersion = version };
        var card = AgentCard.Describe("n", "d");

        var some = V03Mapper.FromV1(card with { SupportedInterfaces = [At("https://one/", "1.0"), At("https://old/", "0.3"), At("https://older/", "0.2.5")] });
        var none = V03Mapper.FromV1(card with { SupportedInterfaces = [At("https://one/", "1.0")] });

        (some.Url, some.ProtocolVersion, some.AdditionalInterfaces!.Count).ShouldBe(("https://old/", "0.3.0", 2));
        (none.Url, none.ProtocolVersion, none.AdditionalInterfaces).ShouldBe(("https://one/", "0.3.0", null));
        Should.Throw<ArgumentException>(() => V03Mapper.FromV1(card)).Message.ShouldContain("names no interface");
    }

    [Fact]
    public void A_scheme_that_1_0_cannot_say_is_left_out_of_the_card()
    {
        var card = V03Mapper.ToV1(V03Json.Read<V03AgentCard>(
            """
            {"name":"n","url":"https://a.example.com/","version":"1","securitySchemes":{
             "odd":{"type":"carrier-pigeon"},"half":{"type":"apiKey","in":"header"},"none":{"type":"oauth2","flows":{}},"good":{"type":"http","scheme":"Bearer"}}}
            """u8));

        card.SecuritySchemes!.Keys.ShouldBe(["good"]);
    }
}
