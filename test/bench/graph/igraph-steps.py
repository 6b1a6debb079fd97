"""The steps of the comparison done by igraph, one process: igraph-steps.py FOLDER NAME STEP...

Reads the network of FOLDER, prints one JSON line a step (seconds, processor seconds) and the peak memory last, and leaves
the values of each step in FOLDER/igraph.STEP.f64.
"""
import array
import json
import random
import resource
import sys
import time

import igraph

folder, steps = sys.argv[1], sys.argv[2:]


def column(name, code):
    values = array.array(code)
    with open(f"{folder}/{name}", "rb") as file:
        values.frombytes(file.read())
    return values


def timed(step, run):
    wall, cpu = time.perf_counter(), time.process_time()
    result = run()
    print(json.dumps({"step": step, "seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}), flush=True)
    return result


def keep(step, values):
    with open(f"{folder}/igraph.{step}.f64", "wb") as file:
        array.array("d", values).tofile(file)


def build():
    people = int(open(f"{folder}/people").read())
    ends = array.array("q", bytes(8 * 2 * len(weights)))
    ends[0::2] = array.array("q", column("from.u32", "I"))
    ends[1::2] = array.array("q", column("to.u32", "I"))
    pairs = memoryview(ends).cast("B").cast("q", shape=[len(weights), 2])
    graph = igraph.Graph(people, edges=pairs, directed=True)
    graph.es["weight"] = weights
    return graph


def collapse():
    return directed.as_undirected(combine_edges={"weight": "sum"})


def triangles():
    degrees = ties.degree()
    shares = ties.transitivity_local_undirected(mode="zero")
    return [share * degree * (degree - 1) / 2 for share, degree in zip(shares, degrees)]


def leiden():
    random.seed(1)
    return ties.community_leiden(objective_function="modularity", weights="weight", n_iterations=2)


weights = column("weight.f64", "d")
directed = timed("build", build)
for step in steps:
    if step == "undirected":
        ties = timed(step, collapse)
        keep(step, [ties.ecount()])
    elif step == "pagerank":
        keep(step, timed(step, lambda: directed.pagerank(weights="weight")))
    elif step == "components":
        keep(step, sorted(timed(step, lambda: directed.connected_components(mode="weak")).sizes()))
    elif step == "k-core":
        keep(step, timed(step, lambda: ties.coreness()))
    elif step == "triangles":
        keep(step, timed(step, triangles))
    elif step == "constraint":
        keep(step, timed(step, lambda: directed.constraint(weights="weight")))
    elif step == "betweenness":
        keep(step, timed(step, lambda: directed.betweenness(directed=True)))
    elif step == "leiden":
        found = timed(step, leiden)
        keep(step, [ties.modularity(found, weights="weight")])
    else:
        raise ValueError(step)
print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
