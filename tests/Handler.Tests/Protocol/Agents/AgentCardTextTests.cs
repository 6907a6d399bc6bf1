using System.Text;
using Handler.Protocol.Agents.Rules;

namespace Handler.Tests.Protocol.Agents;

/// <summary>What is no card at all.</summary>
public sealed class AgentCardTextTests
{
    [Theory]
    [InlineData("", "is empty; a card is a JSON object.")]
    [InlineData(" \n", "is empty; a card is a JSON object.")]
    [InlineData("<!doctype html>", "is a web page or XML, not JSON;")]
    [InlineData("{", "is not JSON: it breaks off at line 1, column 2.")]
    [InlineData("{\n  \"a\": 1,\n}", "is not JSON: line 3, column 1: '}' cannot stand there. Take away the comma before it.")]
    [InlineData("{\"é\": 'a'}", "is not JSON: line 1, column 7: ''' cannot stand there. Names and texts are in double quotes.")]
    [InlineData("{\"a\": 1 // one", "is not JSON: line 1, column 9: '/' cannot stand there. JSON has no comments.")]
    [InlineData("{\"a\": \"1\" \"b\": 2}", "is not JSON: line 1, column 11: '\"' cannot stand there. Is a comma missing before it?")]
    [InlineData("{} {}", "is not JSON: line 1, column 4: '{' cannot stand there.")]
    [InlineData("{\"a\": NaN}", "is not JSON: line 1, column 7: 'N' cannot stand there.")]
    [InlineData("{\"a\": \"\\ud83d\"}", "has a \\u escape that is half of a surrogate pair")]
    public void A_text_that_is_no_JSON_is_told_with_its_place(string text, string expected)
    {
        var error = AgentCardRules.Check(Encoding.UTF8.GetBytes(text)).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("$");
        error.Message.ShouldStartWith(expected);
        error.Type.ShouldBe(AgentCardIssueType.Malformed);
    }

    [Theory]
    [InlineData("[]", "$: must be an object, found []")]
    [InlineData("null", "$: must be an object, found null")]
    [InlineData("\"card\"", "$: must be an object, found \"card\"")]
    [InlineData("{\"a\":1,\"a\":2,\"b\":[{\"c\":1,\"c\":1}]}", "a: is there twice;")]
    [InlineData("{\"b\":[{\"c\":1,\"c\":1}]}", "b[0].c: is there twice;")]
    public void JSON_that_is_no_card_is_told(string text, string expected) =>
        AgentCardRules.Check(Encoding.UTF8.GetBytes(text)).Errors[0].ToString().ShouldStartWith(expected);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_told_with_the_first_wrong_one() =>
        AgentCardRules.Check([(byte)'"', (byte)'a', 0xe9, (byte)'"']).Errors.ShouldHaveSingleItem().Message.ShouldBe("is not UTF-8: byte 3 fits no character.");

    [Fact]
    public void UTF_16_is_told_as_that() =>
        AgentCardRules.Check([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("is UTF-16 text;");

    [Fact]
    public void A_byte_order_mark_is_a_fault_and_hides_no_other()
    {
        var report = AgentCardRules.Check([.. Encoding.UTF8.Preamble, .. "[]"u8]);

        report.Errors.Select(error => error.Type).ShouldBe([AgentCardIssueType.Malformed, AgentCardIssueType.WrongType]);
    }

    [Fact]
    public void JSON_that_nests_too_deep_is_told() =>
        AgentCardRules.Check(Encoding.UTF8.GetBytes(new string('[', 5000))).Errors.ShouldHaveSingleItem().Message.ShouldBe("nests deeper than 128 levels.");
}
