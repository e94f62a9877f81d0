using System.Runtime.InteropServices;

namespace RedKube.Adapters.Onnx.Tests.Models;

/// <summary>Writes small ONNX models (opset 17) for tests.</summary>
internal sealed class OnnxBuilder
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int64 = 7;
    public const int Float16 = 10;

    private readonly List<ProtoWriter> nodes = [];
    private readonly List<ProtoWriter> initializers = [];
    private readonly List<ProtoWriter> inputs = [];
    private readonly List<ProtoWriter> outputs = [];
    private readonly List<(string Key, string Value)> metadata = [];
    private int names;

    public string Input(string name, int element, params object[] sides)
    {
        inputs.Add(ValueInfo(name, element, sides));
        return name;
    }

    public OnnxBuilder Output(string name, int element, params object[] sides)
    {
        outputs.Add(ValueInfo(name, element, sides));
        return this;
    }

    public OnnxBuilder Meta(string key, string value)
    {
        metadata.Add((key, value));
        return this;
    }

    public string Constant(float[] values, params long[] sides) => Raw(Float, MemoryMarshal.AsBytes<float>(values), sides);

    public string Constant(long[] values, params long[] sides) => Raw(Int64, MemoryMarshal.AsBytes<long>(values), sides);

    /// <summary>A constant whose bytes lie in another file.</summary>
    public string External(string location, long bytes, params long[] sides)
    {
        var name = $"external{names++}";
        var tensor = Sides(new ProtoWriter(), sides).Number(2, Float).Text(8, name)
            .Message(13, new ProtoWriter().Text(1, "location").Text(2, location))
            .Message(13, new ProtoWriter().Text(1, "length").Text(2, $"{bytes}"))
            .Number(14, 1);
        initializers.Add(tensor);
        return name;
    }

    public string Node(string op, string[] from, params (string Name, object Value)[] attributes)
    {
        var output = $"{op}{names++}";
        Node(op, from, output, attributes);
        return output;
    }

    public OnnxBuilder Node(string op, string[] from, string output, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var name in from)
        {
            node.Text(1, name);
        }

        node.Text(2, output).Text(3, "node_" + output).Text(4, op);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        nodes.Add(node);
        return this;
    }

    public byte[] Build()
    {
        var graph = new ProtoWriter();
        Add(graph, 1, nodes);
        graph.Text(2, "graph");
        Add(graph, 5, initializers);
        Add(graph, 11, inputs);
        Add(graph, 12, outputs);
        var model = new ProtoWriter().Number(1, 8).Text(2, "tests").Message(7, graph).Message(8, new ProtoWriter().Text(1, "").Number(2, 17));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, new ProtoWriter().Text(1, key).Text(2, value));
        }

        return model.ToArray();
    }

    private static void Add(ProtoWriter to, int field, List<ProtoWriter> items) => items.ForEach(item => to.Message(field, item));

    private string Raw(int element, ReadOnlySpan<byte> bytes, long[] sides)
    {
        var name = $"constant{names++}";
        initializers.Add(Sides(new ProtoWriter(), sides).Number(2, element).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static ProtoWriter Sides(ProtoWriter tensor, long[] sides)
    {
        foreach (var side in sides)
        {
            tensor.Number(1, side);
        }

        return tensor;
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        switch (value)
        {
            case float number:
                return attribute.Float(2, number).Number(20, 1);
            case int number:
                return attribute.Number(3, number).Number(20, 2);
            case long[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Number(8, number);
                }

                return attribute.Number(20, 7);
            default:
                throw new ArgumentException($"{name} is a {value.GetType().Name}.", nameof(value));
        }
    }

    private static ProtoWriter ValueInfo(string name, int element, object[] sides)
    {
        var shape = new ProtoWriter();
        foreach (var side in sides)
        {
            shape.Message(1, side is string symbol ? new ProtoWriter().Text(2, symbol) : new ProtoWriter().Number(1, Convert.ToInt64(side)));
        }

        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Number(1, element).Message(2, shape)));
    }
}
